import Postgres
import SeedModel

/// The right to run a job against a target: a session-level advisory lock, gone with its session.
///
/// Taken before BEGIN: within a repeatable-read transaction the SELECT that takes it would also fix the snapshot, and
/// LOCK TABLE would then protect rows as they were before it.
enum Lease {
    /// - Throws: `tryAgain` that names the holder; `configuration` behind a transaction pooler, where a session's locks
    ///   belong to somebody else by the next statement.
    static func take(job: String, environment: String, _ session: borrowing Session) throws {
        try refusePooler(environment, session)
        let key = key(job)
        let rows = try session.rows("SELECT pg_catalog.pg_try_advisory_lock(\(key))")
        guard rows.first?[0] != "t" else { return }
        let holder = try holder(key, session)
        throw SeedError(
            .tryAgain, "job \(job)", "is being run against \(environment) by \(holder ?? "another session")",
            hint: "run it again when that is done")
    }

    /// Gives the lease back early; closing the session does as well.
    static func release(job: String, _ session: borrowing Session) {
        guard !session.isBroken else { return }
        try? session.executeDespiteCancellation("SELECT pg_catalog.pg_advisory_unlock(\(key(job)))")
    }

    /// The server hashes the name: the same on every machine.
    static func key(_ job: String) -> SQL {
        "pg_catalog.hashtextextended(\("seedd job " + job) COLLATE \"C\", 0)"
    }

    private static func refusePooler(_ environment: String, _ session: borrowing Session) throws {
        let pid = try session.rows("SELECT pg_catalog.pg_backend_pid()").first?[0]
        guard pid != String(session.backendPID) else { return }
        throw SeedError(
            .configuration, environment, "is reached through a connection pooler, which does not keep session locks",
            hint: "give the server's own host and port in the environment's url")
    }

    static func holder(_ key: SQL, _ session: borrowing Session) throws -> String? {
        let rows = try session.rows(
            """
            SELECT a.pid, a.usename, a.application_name, a.client_addr::pg_catalog.text, a.backend_start::pg_catalog.text
            FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                AND (l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8 = \(key)
            """)
        return rows.first.map(SessionDescription.text)
    }
}
