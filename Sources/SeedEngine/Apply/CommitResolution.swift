import Postgres
import SeedModel

/// Finds out whether a COMMIT whose answer was lost took place.
struct CommitResolution {
    /// Milliseconds to wait for the lost transaction's end: it may still wait for a synchronous standby.
    private static let patience = 10_000

    /// SQLSTATE of a COMMIT that is known not to have happened: connection_failure.
    static let notCommitted = "08006"

    let run: String
    let environment: String

    static func lockKey(_ run: String) -> SQL {
        "pg_catalog.hashtextextended(\("seedd run " + run) COLLATE \"C\", 0)"
    }

    /// Returns if the run is in the target.
    ///
    /// The lost transaction held the run's lock. Only once that is ours has it ended, and only then does the absence of
    /// the run's row mean that it was rolled back.
    /// - Throws: `tryAgain`, which says whether the outcome is known.
    func resolve(_ reconnect: () throws -> Session, after error: PostgresError) throws {
        let isRecorded: Bool
        do {
            isRecorded = try findRun(reconnect())
        } catch {
            throw SeedError(
                .tryAgain, environment,
                "the connection was lost during COMMIT and the outcome of run \(run) is unknown",
                hint: "look for the run in `seedd history`; the next run of the job waits until it is settled")
        }
        guard !isRecorded else { return }
        // A server that ended the session itself is going away, or was told to by somebody: that is not tried again.
        throw SeedError(
            .tryAgain, environment, "the connection was lost before COMMIT took effect; nothing was written",
            hint: "run it again", sqlState: error.sqlState.isEmpty ? Self.notCommitted : error.sqlState)
    }

    private func findRun(_ session: borrowing Session) throws -> Bool {
        try session.transaction("BEGIN") {
            try session.execute("SET LOCAL lock_timeout = \(Self.patience)")
            try session.execute("SELECT pg_catalog.pg_advisory_xact_lock(\(Self.lockKey(run)))")
            guard try RunHistory.isReadable(session) else { return false }
            return try RunHistory.contains(run: run, session)
        }
    }
}
