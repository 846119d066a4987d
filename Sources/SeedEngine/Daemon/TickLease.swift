import Postgres
import SeedModel

/// The right to run a job for a tick, held by a session of the target: of several daemons that share a job one gets it.
///
/// An advisory lock says that a daemon is at it, a row of `seedd.tick` that one was: a daemon that dies leaves the row
/// without an outcome and the lock to the next one, which takes the tick over.
struct TickLease {
    enum Answer: Sendable, Equatable {
        /// `isFirst`: nothing is known of any tick of the job, so that this one was not missed.
        case granted(isFirst: Bool)
        case recorded(by: String)
        case busy(by: String)
    }

    let job: String
    let environment: String
    let tick: UTCTime
    /// By the daemon's clock.
    let now: UTCTime
    let operatorName: String

    func take(_ session: borrowing Session) throws -> Answer {
        try WritableTarget.require(environment, session)
        // The session is idle as long as the run takes.
        try session.execute("SET idle_session_timeout = 0")
        try session.transaction("BEGIN READ WRITE") {
            try SeeddSchema.ensure(environment: environment, session)
        }
        guard try session.rows("SELECT pg_catalog.pg_try_advisory_lock(\(key))").first?[0] == "t" else {
            return .busy(by: try Lease.holder(key, session) ?? "another session")
        }
        let answer = try answer(session)
        if case .granted = answer {
            try TickTable.begin(tick, ofJob: job, operatorName: operatorName, session)
        } else {
            release(session)
        }
        return answer
    }

    /// Seconds by which another daemon's clock may be ahead. What is recorded beyond that is of one that was wrong.
    private static let tolerance = 300

    private func answer(_ session: borrowing Session) throws -> Answer {
        let horizon = UTCTime(seconds: max(now.seconds, tick.seconds) + Self.tolerance)
        if let newest = try TickTable.newest(ofJob: job, upTo: horizon, session) {
            guard newest.tick < tick || newest.tick == tick && newest.outcome == nil else {
                return .recorded(by: newest.operatorName)
            }
            return .granted(isFirst: false)
        }
        return .granted(isFirst: true)
    }

    /// `run` nil notes a tick that nobody had to run for. `merged`: a later tick that the run stands for.
    func end(_ run: FinishedRun?, merged: UTCTime? = nil, _ session: borrowing Session) throws {
        try TickTable.end(tick, ofJob: job, run, operatorName: operatorName, session)
        if let merged { try TickTable.merge(merged, ofJob: job, operatorName: operatorName, session) }
        release(session)
    }

    private func release(_ session: borrowing Session) {
        guard !session.isBroken else { return }
        try? session.executeDespiteCancellation("SELECT pg_catalog.pg_advisory_unlock(\(key))")
    }

    /// Another key than that of the job's own lease, which the run takes in its own session.
    private var key: SQL {
        "pg_catalog.hashtextextended(\("seedd tick " + job) COLLATE \"C\", 0)"
    }
}
