import Postgres
import SeedModel

/// The foreign keys of rows written under `ReplicaRole`, which the server does not check: seedd does, before COMMIT.
struct ReplicaReferences {
    private let plan: Plan
    private let tables: [TableName: TablePlan]
    private let staged: [TableName: StagedTable]
    /// By the index of their key in the plan: relations of values that rows referenced and that may be gone.
    private let gone: [Int: SQL]

    /// Keeps the values that deletes and updates take away; before the first write.
    init(_ plan: Plan, _ staged: [StagedTable], _ session: borrowing Session) throws {
        self.plan = plan
        let written = plan.tables.filter { $0.counts.changes > 0 && $0.isWrittenAsReplica }
        tables = Dictionary(written.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first })
        self.staged = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        var gone: [Int: SQL] = [:]
        for (index, key) in plan.foreignKeys.enumerated() where tables[key.parent] != nil {
            guard let parent = self.staged[key.parent],
                parent.plan.counts.delete > 0 || parent.changesValue(of: key)
            else { continue }
            let name = SQL(raw: "pg_temp.seedd_gone_\(index)")
            let values = key.parentColumns.enumerated().map { number, column -> SQL in
                "\(parent.alias).\(ident: column) AS \(raw: "p\(number + 1)")"
            }
            try session.execute(
                """
                CREATE TEMPORARY TABLE \(name) ON COMMIT DROP AS SELECT DISTINCT \(values)
                FROM \(parent.from) JOIN \(parent.target.from) ON \(parent.sameKey)
                WHERE \(StagedTable.alias).op IN ('d', 'u')
                """)
            gone[index] = name
        }
        self.gone = gone
    }

    /// Throws `badData`, like the constraint itself would, for the first key with rows that reference nothing.
    func verify(_ session: borrowing Session) throws {
        for (index, key) in plan.foreignKeys.enumerated() {
            let child = tables[key.child]
            guard child != nil || gone[index] != nil else { continue }
            let constraint = try ReplicaConstraint.read(key, session)
            if constraint.checksChildren, let child, let relation = rows(of: child) {
                let orphans = try count(constraint.orphans(among: relation.from, relation.alias), session)
                try require(orphans, key, written: true)
            }
            if constraint.checksParents, let gone = gone[index] {
                try require(try count(constraint.orphans(referencing: gone), session), key, written: false)
            }
        }
    }

    /// The rows that were written to a table, as a FROM clause, and the alias they have there.
    private func rows(of child: TablePlan) -> (from: SQL, alias: SQL)? {
        guard let target = child.projection?.target else { return nil }
        guard let table = staged[child.target] else { return (target.from, target.alias) }
        return ("\(table.target.from) JOIN \(table.from) ON \(table.sameKey)", table.alias)
    }

    private func count(_ relation: SQL, _ session: borrowing Session) throws -> Int {
        try session.rows("SELECT pg_catalog.count(*) \(relation)").first?[0].flatMap { Int($0) } ?? 0
    }

    private func require(_ orphans: Int, _ key: CatalogForeignKey, written: Bool) throws {
        guard orphans > 0 else { return }
        throw SeedError(
            .badData, "\(key.child)",
            "\(orphans.counted("row")) \(written ? "of the run" : "beside the run") would reference no row of "
                + "\(key.parent) (foreign key \(key.name)); everything was rolled back",
            hint: "promote \(key.parent) too, or look at the rows with `triggers: fire`", sqlState: "23503")
    }
}
