import Postgres
import SeedModel

extension RunHistory {
    /// A recorded run and the snapshot that would undo it.
    struct UndoableRun: Sendable {
        var id: String
        var job: String
        var snapshot: String
        /// Of the server's clock, ISO 8601 with microseconds, so that texts sort as times.
        var finishedAt: String
    }

    /// Of the newest so many runs of `job` (nil is any) those that have a snapshot, newest first.
    static func undoable(job: String?, limit: Int, _ session: borrowing Session) throws(PostgresError) -> [UndoableRun]
    {
        let ofJob: SQL = job.map { "AND job = \($0)" } ?? ""
        return try session.rows(
            """
            SELECT id, job, snapshot,
                pg_catalog.to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            FROM seedd.run WHERE snapshot IS NOT NULL \(ofJob)
            ORDER BY finished_at DESC, xid DESC LIMIT \(limit)
            """
        ).map { row in
            UndoableRun(id: row[0] ?? "", job: row[1] ?? "", snapshot: row[2] ?? "", finishedAt: row[3] ?? "")
        }
    }
}
