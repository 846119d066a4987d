import Postgres
import SeedModel

/// The rows of changed tables that the plan does not touch, where triggers or rules might.
///
/// Without triggers nothing but the plan's statements writes to the locked tables. With them every other row is digested
/// before and after: what a trigger does to other tables is not seen here.
struct SiblingRows {
    private let plan: Plan
    private let watched: [StagedTable]
    private let before: [TableDigest]

    /// Digests the rows as they are now, before the first write.
    init(plan: Plan, of staged: [StagedTable], _ session: borrowing Session) throws {
        self.plan = plan
        watched = staged.filter { !Self.meddlers($0).isEmpty }
        before = try Self.digests(watched, seed: plan.seed, session)
    }

    /// - Throws: `refused` that names the table and its triggers.
    func verify(_ session: borrowing Session) throws {
        let after = try Self.digests(watched, seed: plan.seed, session)
        for (index, table) in watched.enumerated() where before[index] != after[index] {
            let triggers = Self.meddlers(table)
            throw SeedError(
                .refused, "\(table.plan.target)",
                "rows that are not in the plan changed with it (triggers: \(triggers.joined(separator: ", "))); "
                    + "everything was rolled back",
                hint: "let the source have what the trigger does, so that it is planned")
        }
    }

    static func meddlers(_ table: StagedTable) -> [String] {
        table.target.table.meddlers(under: table.projection.triggers)
    }

    private static func digests(
        _ tables: [StagedTable], seed: Int64, _ session: borrowing Session
    ) throws -> [TableDigest] {
        guard !tables.isEmpty else { return [] }
        try session.send(.joined(tables.map { digest($0, seed: seed) }, separator: ";\n"))
        var digests: [TableDigest] = []
        for _ in tables { digests.append(try TableDigest(session.nextRows())) }
        try session.finish()
        return digests
    }

    /// A query of one row: how many there are, and the sum of their digests.
    static func digest(_ table: StagedTable, seed: Int64) -> SQL {
        """
        SELECT \(table.projection.digestSum(seed: seed) { $0.value(table.alias) }) FROM \(table.target.from)
        WHERE NOT EXISTS (SELECT FROM \(table.from) WHERE \(table.sameKey))
        """
    }
}
