import Postgres
import SeedModel

extension SQLScript {
    /// The changes, in the order of `WriteOrder`.
    func writeChanges(_ staged: [StagedTable], _ text: ScriptText) throws {
        let byName = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        let searches = TakenOverValues(plan: plan, staged: byName).searches
        let usual = WriteOrder.groups(changing, byName, plan.foreignKeys, handedOn: [])
        let other = WriteOrder.groups(changing, byName, plan.foreignKeys, handedOn: Set(searches.map(\.table)))
        guard other != usual else { return try write(usual, staged, text) }
        try text.comment(
            "Does a row take over a value that others reference? Then all that happens to its table is one statement.")
        let anyTaken = searches.map { "EXISTS (\($0.query))" as SQL }
        try text.set("SELECT (\(anyTaken, separator: "\nOR ")) AS seedd_is_taken_over")
        try text.when("seedd_is_taken_over") {
            try write(other, staged, text)
        } otherwise: {
            try write(usual, staged, text)
        }
    }

    private func write(_ groups: [[WriteOrder.Step]], _ staged: [StagedTable], _ text: ScriptText) throws {
        for group in groups {
            let names = Set(group.map { changing[$0.table].target })
            let handing = staged.indices.filter { names.contains(staged[$0].plan.target) && mayHandOn(staged[$0]) }
            guard !handing.isEmpty, group.contains(where: { $0.kind == .update }) else {
                try write(group, staged, text)
                continue
            }
            let numbers = handing.map { SQL(raw: "\($0)") }
            try text.set(
                """
                SELECT EXISTS (SELECT FROM pg_temp.seedd_handed_on WHERE number IN (\(numbers))) AS seedd_is_handed_on
                """)
            var again = staged
            // How many is counted when the script runs.
            for index in handing { again[index].reinserted = 1 }
            try text.when("seedd_is_handed_on") {
                try write(group, again, text)
            } otherwise: {
                try write(group, staged, text)
            }
        }
    }

    private func write(_ group: [WriteOrder.Step], _ staged: [StagedTable], _ text: ScriptText) throws {
        let statements = group.flatMap { step -> [WriteStatements.Statement] in
            guard let table = staged.first(where: { $0.plan.target == changing[step.table].target }) else { return [] }
            return WriteStatements(staged: table, parked: table.reinserted > 0 ? parkable(table) : [])
                .statements(step.kind)
        }
        guard let first = statements.first else { return }
        let plans = changing.filter { table in statements.contains { $0.table == table.target } }
        if plans.contains(where: \.isWrittenAsReplica), let other = plans.first(where: { !$0.isWrittenAsReplica }) {
            let error = SeedError(
                .refused, "\(first.table)",
                "is written in one statement with \(other.target), which has other `triggers:`; everything was rolled back",
                hint: "give both the same policy")
            return try refuse("SELECT NULL::pg_catalog.text", error, text)
        }
        let names = statements.map { "\(Printable.escaped("\($0.table)"))" as SQL }
        let planned = statements.map { "(SELECT pg_catalog.count(*) \($0.rows))" as SQL }
        let joint = WriteStatements.joint(statements)
        let statement = statements.count == 1 ? first.sql : "\(joint.with) SELECT ARRAY[\(joint.counts)]"
        try text.write("\n")
        try underPolicy(plans, text) {
            try text.call(
                "seedd_write", "ARRAY[\(names)]", ScriptText.quoted(statement),
                ScriptText.quoted("SELECT ARRAY[\(planned)]"))
        }
    }
}
