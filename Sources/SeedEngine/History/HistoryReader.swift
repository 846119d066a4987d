import Postgres
package import SeedModel

/// Reads the runs that one target remembers.
package struct HistoryReader: Sendable {
    private let lane: Lane<Session>
    private let environment: String

    package init(_ connector: Connector) {
        environment = connector.environment.name
        lane = Lane("history") { cancellation in try connector.connect(cancellation) }
    }

    /// Runs into this environment, newest first; nil where seedd has never written. Of all jobs when `jobs` is empty, and
    /// all runs when `limit` is 0.
    package func runs(of jobs: [String], limit: Int) async throws(SeedError) -> [RunRecord]? {
        try await mappingErrors(subject: environment) {
            try await lane.run { session in
                guard try Self.isThere(session) else { return nil }
                let standing = try HoldTable.standing(session)
                let holds = Dictionary(standing.map { ($0.run, $0.rows) }, uniquingKeysWith: +)
                return try RunHistory.list(jobs: jobs, limit: limit, session).map { run in
                    var run = run
                    run.holds = holds[run.id] ?? 0
                    return run
                }
            }
        }
    }

    /// Runs of `job` (nil is any) that a snapshot undoes, newest first and not older than the newest hundred.
    func undoable(job: String?) async throws(SeedError) -> [RunHistory.UndoableRun] {
        try await mappingErrors(subject: environment) {
            try await lane.run { session in
                try Self.isThere(session) ? try RunHistory.undoable(job: job, limit: 100, session) : []
            }
        }
    }

    /// What a target knows of a job.
    struct Standing: Sendable {
        var runs: [RunRecord] = []
        /// Ticks of daemons that ended otherwise than in a run that is recorded.
        var ticks: [TickTable.Ended] = []
        /// A daemon has known of the job since then, at least.
        var scheduledSince: UTCTime?
        /// Rows that are held.
        var holds = 0
    }

    /// The newest runs and ticks of `job` in this environment, all for a limit of 0.
    func standing(of job: String, limit: Int) async throws(SeedError) -> Standing {
        try await mappingErrors(subject: environment) {
            try await lane.run { session in
                var standing = Standing()
                if try Self.isThere(session) {
                    standing.runs = try RunHistory.list(jobs: [job], limit: limit, session)
                    if try TickTable.isReadable(session) {
                        standing.ticks = try TickTable.ended(ofJob: job, limit: limit, session)
                        standing.scheduledSince = try TickTable.oldest(ofJob: job, session)
                    }
                }
                standing.holds = try HoldTable.standing(session).filter { $0.job == job }.reduce(0) { $0 + $1.rows }
                return standing
            }
        }
    }

    /// A history that is there and may not be read is not an empty one.
    private static func isThere(_ session: borrowing Session) throws -> Bool {
        let exists = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'seedd'" as SQL
        guard try !session.rows(exists).isEmpty else { return false }
        guard try RunHistory.isReadable(session) else {
            throw SeedError(
                .permission, "schema seedd", "this role may not read the runs recorded in it",
                hint: "GRANT USAGE ON SCHEMA seedd TO the role; GRANT SELECT ON ALL TABLES IN SCHEMA seedd TO the role")
        }
        return true
    }
}
