import Postgres
import SeedModel

/// Looks, under lock, whether every row the plan touches is still as it was when the plan was made.
struct Recheck {
    private static let named = 5

    let plan: Plan
    let environment: String
    let events: any EventSink

    /// They are told all, as `StaleRows`, instead of refusing the plan.
    var skipsStale = false

    /// - Throws: `refused` with the rows that moved; both values are in its detail.
    func verify(_ staged: [StagedTable], _ session: borrowing Session) throws {
        if skipsStale { return try tell(staged, session) }
        guard let (table, rows) = try staged.firstCounted(.rechecking, events, session, stale) else { return }
        throw SeedError(
            .refused, "\(table.plan.target)",
            "\(rows.counted("row")) in \(environment) \(rows == 1 ? "is" : "are") not as \(rows == 1 ? "it was" : "they were") when the plan was made; nothing was written",
            hint: "plan again", detail: try describe(table, session))
    }

    private func tell(_ staged: [StagedTable], _ session: borrowing Session) throws {
        let counts = try staged.counted(.rechecking, events, session, stale)
        var rows: [TableName: [[String?]: String]] = [:]
        for table in zip(staged, counts).filter({ $0.1 > 0 }).map(\.0) {
            let keys = (0..<table.projection.keyCount).map { SQL.printed(table.value($0)) }
            let found = try session.rows(
                "SELECT \(table.alias).ctid IS NULL, \(StagedTable.alias).op, \(keys) \(stale(table))")
            for row in found {
                let what = row[1] == "i" ? "inserted" : row[0] == "t" ? "deleted" : "changed"
                rows[table.plan.target, default: [:]][Array(row[2...])] =
                    "\(what) in \(environment) since the plan was made"
            }
        }
        if !rows.isEmpty { throw StaleRows(rows: rows) }
    }

    /// Gone or changed where the plan has a row, there where it has none.
    private static func condition(_ table: StagedTable, seed: Int64) -> SQL {
        let digest = table.projection.rowDigest(seed: seed) { $0.value(table.alias) }
        return """
            CASE WHEN \(StagedTable.alias).op = 'i' THEN \(table.alias).ctid IS NOT NULL
                ELSE \(table.alias).ctid IS NULL OR \(digest) <> \(StagedTable.alias).pre END
            """
    }

    private func stale(_ table: StagedTable) -> SQL { Self.stale(table, seed: plan.seed) }

    /// FROM and WHERE of the staged rows that moved.
    static func stale(_ table: StagedTable, seed: Int64) -> SQL {
        """
        FROM \(table.from) LEFT JOIN \(table.target.from) ON \(table.sameKey)
        WHERE \(condition(table, seed: seed))
        """
    }

    private func describe(_ table: StagedTable, _ session: borrowing Session) throws -> String {
        let keyCount = table.projection.keyCount
        let keys = (0..<keyCount).map { SQL.printed(table.value($0)) }
        let now = table.columns.map { SQL.printed($0.value(table.alias)) }
        let rows = try session.rows(
            "SELECT \(table.alias).ctid IS NULL, \(keys), \(now) \(stale(table)) LIMIT \(Self.named)"
        )
        var planned: [[String?]: Change] = [:]
        let wanted = Set(rows.map { Array($0[1...keyCount]) })
        try table.plan.changes.forEach { change in
            if wanted.contains(change.key) { planned[change.key] = change }
            return planned.count < wanted.count
        }
        return rows.map { row in
            let key = Array(row[1...keyCount])
            let current = row[0] == "t" ? nil : Array(row[(1 + keyCount)...])
            return StaleRow(columns: table.plan.columns, key: key, planned: planned[key]?.before, now: current).text
        }.joined(separator: "\n")
    }
}
