import Postgres
import SeedModel

/// The foreign keys of rows written under `ReplicaRole`, which the server does not check: seedd does, before COMMIT.
struct ReplicaReferences {
    private let plan: Plan
    private let tables: [TableName: TablePlan]
    private let staged: [TableName: StagedTable]
    /// By the index of their key in the plan: relations of values that rows referenced and that may be gone.
    private let gone: [Int: SQL]
    /// What fills these relations, before the first write.
    let keeping: [SQL]

    init(_ plan: Plan, _ staged: [StagedTable]) {
        self.plan = plan
        let written = plan.tables.filter { $0.counts.changes > 0 && $0.isWrittenAsReplica }
        tables = Dictionary(written.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first })
        self.staged = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        var gone: [Int: SQL] = [:]
        var keeping: [SQL] = []
        for (index, key) in plan.foreignKeys.enumerated() where tables[key.parent] != nil {
            guard let parent = self.staged[key.parent],
                parent.plan.counts.delete > 0 || parent.changesValue(of: key)
            else { continue }
            let name = SQL(raw: "pg_temp.seedd_gone_\(index)")
            let values = key.parentColumns.enumerated().map { number, column -> SQL in
                "\(parent.alias).\(ident: column) AS \(raw: "p\(number + 1)")"
            }
            keeping.append(
                """
                CREATE TEMPORARY TABLE \(name) ON COMMIT DROP AS SELECT DISTINCT \(values)
                FROM \(parent.from) JOIN \(parent.target.from) ON \(parent.sameKey)
                WHERE \(StagedTable.alias).op IN ('d', 'u')
                """)
            gone[index] = name
        }
        self.gone = gone
        self.keeping = keeping
    }

    /// Keeps the values that deletes and updates take away.
    func keep(_ session: borrowing Session) throws {
        for statement in keeping { try session.execute(statement) }
    }

    /// Throws `badData`, like the constraint itself would, for the first key with rows that reference nothing.
    func verify(_ session: borrowing Session) throws {
        for index in concerned {
            let constraint = try ReplicaConstraint.read(plan.foreignKeys[index], session)
            for search in searches(index, constraint)
            where search.isWritten ? constraint.checksChildren : constraint.checksParents {
                try require(try count(search.orphans, session), plan.foreignKeys[index], written: search.isWritten)
            }
        }
    }

    /// Indices of the foreign keys that are looked at.
    var concerned: [Int] {
        plan.foreignKeys.indices.filter { tables[plan.foreignKeys[$0].child] != nil || gone[$0] != nil }
    }

    /// FROM and WHERE of the rows that reference nothing: those that were written, and those beside them.
    func searches(_ index: Int, _ constraint: ReplicaConstraint) -> [(isWritten: Bool, orphans: SQL)] {
        var searches: [(isWritten: Bool, orphans: SQL)] = []
        if let child = tables[plan.foreignKeys[index].child], let relation = rows(of: child) {
            searches.append((true, constraint.orphans(among: relation.from, relation.alias)))
        }
        if let gone = gone[index] { searches.append((false, constraint.orphans(referencing: gone))) }
        return searches
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
