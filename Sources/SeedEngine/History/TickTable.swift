import Postgres
import SeedModel

/// Scheduled times that daemons have run jobs for, as the target remembers them.
enum TickTable {
    /// A tick and who began it.
    struct Entry: Sendable, Equatable {
        var tick: UTCTime
        /// nil where nothing is known of its end.
        var outcome: String?
        var operatorName: String
    }

    /// A tick that ended, and how.
    struct Ended: Sendable, Equatable {
        var tick: UTCTime
        var endedAt: UTCTime
        var outcome: RunOutcome
        var failure: FinishedRun.Failure?
    }

    /// Rows kept of a job.
    private static let kept = 100

    /// The newest tick of the job at or before `latest`; nil where there is none.
    static func newest(
        ofJob job: String, upTo latest: UTCTime, _ session: borrowing Session
    ) throws(PostgresError) -> Entry? {
        try session.rows(
            """
            SELECT pg_catalog.date_part('epoch', tick)::pg_catalog.int8, outcome, operator FROM seedd.tick
            WHERE job = \(job) AND tick <= pg_catalog.to_timestamp(\(latest.seconds)) ORDER BY tick DESC LIMIT 1
            """
        ).first.flatMap { row in
            row[0].flatMap { Int($0) }.map {
                Entry(tick: UTCTime(seconds: $0), outcome: row[1], operatorName: row[2] ?? "")
            }
        }
    }

    /// Not where a seedd that knew no ticks made the schema.
    static func isReadable(_ session: borrowing Session) throws(PostgresError) -> Bool {
        try !session.rows(
            """
            SELECT FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass('seedd.tick')
                AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
            """
        ).isEmpty
    }

    /// The newest ticks of a job that were not recorded as runs as well, all for a limit of 0.
    static func ended(
        ofJob job: String, limit: Int, _ session: borrowing Session
    ) throws(PostgresError) -> [Ended] {
        let count: SQL = limit > 0 ? "LIMIT \(limit)" : ""
        return try session.rows(
            """
            SELECT pg_catalog.date_part('epoch', tick)::pg_catalog.int8,
                pg_catalog.floor(pg_catalog.date_part('epoch', ended_at))::pg_catalog.int8, outcome, error, message
            FROM seedd.tick WHERE job = \(job) AND outcome IN ('unchanged', 'planned', 'failed') ORDER BY tick DESC \(count)
            """
        ).compactMap { row in
            guard let tick = row[0].flatMap({ Int($0) }), let endedAt = row[1].flatMap({ Int($0) }),
                let outcome = row[2].flatMap({ RunOutcome(rawValue: $0) })
            else { return nil }
            let failure = row[3].map { code in
                FinishedRun.Failure(SeedError(ErrorCode(rawValue: code) ?? .unexpected, "", row[4] ?? ""))
            }
            return Ended(
                tick: UTCTime(seconds: tick), endedAt: UTCTime(seconds: endedAt), outcome: outcome, failure: failure)
        }
    }

    /// The oldest tick that is remembered of a job: it has been scheduled for so long at least.
    static func oldest(ofJob job: String, _ session: borrowing Session) throws(PostgresError) -> UTCTime? {
        let rows = try session.rows(
            """
            SELECT pg_catalog.date_part('epoch', pg_catalog.min(tick))::pg_catalog.int8 FROM seedd.tick
            WHERE job = \(job)
            """)
        return rows.first?[0].flatMap { Int($0) }.map { UTCTime(seconds: $0) }
    }

    static func begin(
        _ tick: UTCTime, ofJob job: String, operatorName: String, _ session: borrowing Session
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO seedd.tick AS t (job, tick, operator)
            VALUES (\(job), pg_catalog.to_timestamp(\(tick.seconds)), \(operatorName))
            ON CONFLICT (job, tick) DO UPDATE
                SET begun_at = EXCLUDED.begun_at, operator = EXCLUDED.operator, ended_at = NULL, outcome = NULL,
                    error = NULL, message = NULL
            """)
    }

    /// `run` nil: the tick is only noted, as one that was before the job was known.
    /// Not where somebody else has begun the tick anew meanwhile.
    static func end(
        _ tick: UTCTime, ofJob job: String, _ run: FinishedRun?, operatorName: String, _ session: borrowing Session
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE seedd.tick SET ended_at = pg_catalog.clock_timestamp(), outcome = \(run?.outcome.rawValue ?? "noted"),
                error = \(run?.failure?.code.rawValue), message = \(run?.failure?.message)
            WHERE job = \(job) AND tick = pg_catalog.to_timestamp(\(tick.seconds)) AND operator = \(operatorName);
            DELETE FROM seedd.tick WHERE job = \(job) AND tick < (
                SELECT tick FROM seedd.tick WHERE job = \(job) AND tick <= pg_catalog.to_timestamp(\(tick.seconds))
                ORDER BY tick DESC OFFSET \(kept - 1) LIMIT 1)
            """)
    }

    /// Records a tick that came while the job ran for an earlier one.
    static func merge(
        _ tick: UTCTime, ofJob job: String, operatorName: String, _ session: borrowing Session
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO seedd.tick (job, tick, ended_at, outcome, operator)
            VALUES (\(job), pg_catalog.to_timestamp(\(tick.seconds)), pg_catalog.clock_timestamp(), 'merged',
                \(operatorName))
            ON CONFLICT (job, tick) DO NOTHING
            """)
    }
}
