import Postgres
import SeedModel

extension SQLScript {
    /// Reads back what was written, as `Verification` and those beside it do.
    func writeVerification(_ staged: [StagedTable], _ text: ScriptText) throws {
        try text.comment("What would wait for COMMIT acts now, while it is still looked at.")
        try text.write("SET CONSTRAINTS ALL IMMEDIATE;\n")
        let isTouched = staged.contains { !SiblingRows.meddlers($0).isEmpty }
        for table in staged {
            try text.comment("Is \(name(table)) as planned?")
            let rows = Verification.differing(table, seed: plan.seed) {
                isTouched ? Self.counted($0, table) : $0.value(table.alias)
            }
            let meddlers = SiblingRows.meddlers(table)
            let error = SeedError(
                .refused, "\(table.plan.target)",
                "rows are not what was written"
                    + (meddlers.isEmpty ? "" : " (triggers: \(meddlers.joined(separator: ", ")))")
                    + "; everything was rolled back",
                hint: "`ignore:` leaves columns that a trigger sets to \(plan.to)")
            try refuse("SELECT \(label(table)) \(rows)", error, text)
        }
        try writeReplicaReferences(staged, text)
        for table in staged where !table.target.filters.isEmpty {
            let error = SeedError(
                .refused, "\(table.plan.target)",
                "rows would be outside the job's filter once written; everything was rolled back",
                hint: "`where:` and `set:` (or a trigger) contradict each other")
            try refuse("SELECT \(label(table)) \(Verification.outsideFilter(table))", error, text)
        }
        for (number, table) in staged.enumerated() where !SiblingRows.meddlers(table).isEmpty {
            let error = SeedError(
                .refused, "\(table.plan.target)",
                "rows that are not in the plan changed with it (triggers: "
                    + "\(SiblingRows.meddlers(table).joined(separator: ", "))); everything was rolled back",
                hint: "let the source have what the trigger does, so that it is planned")
            try refuse(
                """
                SELECT NULL::pg_catalog.text FROM (\(SiblingRows.digest(table, seed: plan.seed))) AS seedd_now (others, digest),
                    \(siblings(number)) AS seedd_was
                WHERE (seedd_now.others, seedd_now.digest) IS DISTINCT FROM (seedd_was.others, seedd_was.digest)
                """, error, text)
        }
    }

    /// A time that a trigger set in this transaction counts as what was planned.
    private static func counted(_ column: ProjectedColumn, _ table: StagedTable) -> SQL {
        let value = column.value(table.alias)
        let index = table.columns.firstIndex { $0.name == column.name } ?? 0
        guard index >= table.projection.keyCount, let isNow = column.isOfThisTransaction(value) else { return value }
        return "CASE WHEN \(isNow) THEN \(table.value(index)) ELSE \(value) END"
    }

    private func writeReplicaReferences(_ staged: [StagedTable], _ text: ScriptText) throws {
        let references = ReplicaReferences(plan, staged)
        for index in references.concerned {
            let key = plan.foreignKeys[index]
            for search in references.searches(index, .unread(key)) {
                let error = SeedError(
                    .badData, "\(key.child)",
                    "rows \(search.isWritten ? "of the run" : "beside the run") would reference no row of \(key.parent) "
                        + "(foreign key \(key.name)); everything was rolled back",
                    hint: "promote \(key.parent) too, or look at the rows with `triggers: fire`")
                let isChecked = ReplicaConstraint.isChecked(key, children: search.isWritten)
                try refuse("SELECT NULL::pg_catalog.text \(search.orphans) AND \(isChecked)", error, text)
            }
        }
    }
}
