import FoundationEssentials
package import Postgres
import SeedModel

extension RunHistory {
    private struct TableCounts: Encodable {
        var name: String
        var inserted: Int
        var updated: Int
        var deleted: Int
        var changes: Int
    }

    /// Writes the run's row in the transaction of its data: one is there exactly if the other is.
    static func record(_ run: RunRecord, tables: [TablePlan], _ session: borrowing Session) throws {
        let counts = tables.map { table in
            TableCounts(
                name: "\(table.target)", inserted: table.counts.insert, updated: table.counts.update,
                deleted: table.counts.delete, changes: table.counts.changes)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(counts), as: UTF8.self)
        try session.execute(
            """
            INSERT INTO seedd.run (id, job, kind, from_environment, to_environment, started_at, inserted, updated,
                deleted, unchanged, tables, snapshot, rolled_back_to, operator, seedd_version)
            VALUES (\(run.id), \(run.job), \(run.kind.rawValue), \(run.from), \(run.to), \(run.startedAt),
                \(run.counts.insert), \(run.counts.update), \(run.counts.delete), \(run.counts.unchanged), \(json),
                \(run.snapshot), \(run.rolledBackTo), \(run.operatorName), \(run.version))
            """)
    }

    static func contains(run: String, _ session: borrowing Session) throws(PostgresError) -> Bool {
        try !session.rows("SELECT id FROM seedd.run WHERE id = \(run)::pg_catalog.uuid").isEmpty
    }

    /// Runs of `jobs` (all for an empty list), newest first; empty where seedd has never written.
    package static func list(
        jobs: [String], limit: Int, _ session: borrowing Session
    ) throws(PostgresError) -> [RunRecord] {
        guard try isReadable(session) else { return [] }
        let condition: SQL =
            jobs.isEmpty ? "" : "WHERE job = ANY (\(SQL.arrayLiteral(jobs))::pg_catalog.text[])"
        let count: SQL = limit > 0 ? "LIMIT \(limit)" : ""
        return try session.rows(
            """
            SELECT id, job, kind, from_environment, to_environment, \(raw: iso("started_at")), \(raw: iso("finished_at")),
                inserted, updated, deleted, unchanged, snapshot, rolled_back_to, operator, seedd_version,
                \(raw: iso("finished_at", seconds: "SS.US"))
            FROM seedd.run \(condition) ORDER BY finished_at DESC, xid DESC \(count)
            """
        ).map { row in
            func number(_ column: Int) -> Int { row[column].flatMap { Int($0) } ?? 0 }
            var run = RunRecord(
                id: row[0] ?? "", job: row[1] ?? "", kind: .init(rawValue: row[2] ?? "") ?? .sync, from: row[3] ?? "",
                to: row[4] ?? "", startedAt: row[5] ?? "", finishedAt: row[6],
                counts: ChangeCounts(
                    insert: number(7), update: number(8), delete: number(9), unchanged: number(10)),
                snapshot: row[11], rolledBackTo: row[12], operatorName: row[13] ?? "", version: row[14] ?? "")
            run.finishedExactly = row[15]
            return run
        }
    }

    private static func iso(_ column: String, seconds: String = "SS") -> String {
        "pg_catalog.to_char(\(column), 'YYYY-MM-DD\"T\"HH24:MI:\(seconds)\"Z\"')"
    }
}
