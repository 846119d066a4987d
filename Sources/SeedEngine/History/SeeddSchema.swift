import Postgres
import SeedModel

/// The schema `seedd` in a target: its truth about runs. Created by the first apply, in the apply's transaction.
enum SeeddSchema {
    /// Of the tables below, which a run brings up to it; a newer one was made by a newer seedd and is left alone.
    static let version = 6

    static func ensure(environment: String, _ session: borrowing Session) throws {
        // Two first runs at once would both find nothing and both create.
        try session.execute(
            "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('seedd schema', 0))")
        let found = try installedVersion(session) ?? 0
        guard found <= version else {
            throw SeedError(
                .configuration, environment,
                "schema seedd is of version \(found), newer than this seedd knows (\(version)); nothing was written",
                hint: "upgrade seedd")
        }
        guard found < version else { return }
        try migrate(from: found, environment, session)
    }

    private static func installedVersion(_ session: borrowing Session) throws(PostgresError) -> Int? {
        let exists = try session.rows("SELECT pg_catalog.to_regclass('seedd.schema_version')").first?[0] != nil
        guard exists else { return nil }
        return try session.rows("SELECT pg_catalog.max(version) FROM seedd.schema_version").first?[0].flatMap {
            Int($0)
        }
    }

    private static func migrate(from found: Int, _ environment: String, _ session: borrowing Session) throws {
        do throws(PostgresError) {
            try create(from: found, session)
        } catch {
            throw meaning(of: error, from: found, environment)
        }
    }

    private static func create(from found: Int, _ session: borrowing Session) throws(PostgresError) {
        // IF NOT EXISTS would ask for CREATE on the database also where the schema was made for us.
        let isThere = try session.rows("SELECT pg_catalog.to_regnamespace('seedd')").first?[0] != nil
        if !isThere { try session.execute("CREATE SCHEMA seedd") }
        let steps = migrations[found...] + ["INSERT INTO seedd.schema_version (version) VALUES (\(version))"]
        try session.execute(.joined(Array(steps), separator: ";\n"))
    }

    private static func meaning(of error: PostgresError, from found: Int, _ environment: String) -> any Error {
        switch error.sqlState {
        case "42501" where found == 0:
            SeedError(
                .permission, environment, "the schema seedd, which records runs, can't be created",
                hint: "CREATE SCHEMA seedd AUTHORIZATION the role seedd connects as",
                serverText: error.debugDescription)
        case "42501":
            SeedError(
                .permission, environment, "the schema seedd can't be brought from version \(found) to \(version)",
                hint: "GRANT CREATE ON SCHEMA seedd TO the role seedd connects as",
                serverText: error.debugDescription)
        case "42P06", "42P07":
            // Another run made it after this transaction's snapshot was taken; the next attempt sees it.
            SeedError(
                .tryAgain, environment, "another run has just made the schema seedd", hint: "run it again",
                sqlState: "40001")
        default: error
        }
    }

    /// The step at an index leads from the version of that number to the next.
    private static let migrations: [SQL] = [
        runs, holds, watermarks, ticks, .joined([TouchedTable.definition, bases], separator: ";\n"),
        baseTables,
    ]

    /// `key_digest` and a `rejected` that is a digest are `ColumnSelection.digest` over `key_columns` and `columns`.
    /// The digest leads the primary key, so that thousands of rows are looked up by it whatever the statistics say.
    private static let holds: SQL = """
        CREATE TABLE seedd.hold (
            job pg_catalog.text COLLATE "C" NOT NULL,
            table_schema pg_catalog.text COLLATE "C" NOT NULL,
            table_name pg_catalog.text COLLATE "C" NOT NULL,
            key_columns pg_catalog.text[] NOT NULL,
            key pg_catalog.text[] NOT NULL,
            key_digest pg_catalog.text COLLATE "C" NOT NULL,
            columns pg_catalog.text[] NOT NULL,
            rejected pg_catalog.text NOT NULL,
            snapshot pg_catalog.text,
            run pg_catalog.uuid NOT NULL,
            held_since pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(),
            PRIMARY KEY (key_digest, job, table_schema, table_name));
        COMMENT ON TABLE seedd.hold IS
            'Rows a rollback undid; seedd promotes them again when their source value changes or they are released'
        """

    /// `horizon` and `seen` count transactions of the source, `stored_by` is one of the target.
    private static let watermarks: SQL = """
        CREATE TABLE seedd.watermark (
            job pg_catalog.text COLLATE "C" NOT NULL,
            table_schema pg_catalog.text COLLATE "C" NOT NULL,
            table_name pg_catalog.text COLLATE "C" NOT NULL,
            definition pg_catalog.text NOT NULL,
            source pg_catalog.text NOT NULL,
            horizon pg_catalog.xid8 NOT NULL,
            seen pg_catalog.xid8 NOT NULL,
            stamp_mark pg_catalog.text,
            late_stamps pg_catalog.int8 NOT NULL,
            reconciled_at pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(),
            stored_at pg_catalog.timestamptz NOT NULL,
            stored_by pg_catalog.xid8 NOT NULL,
            PRIMARY KEY (job, table_schema, table_name));
        COMMENT ON TABLE seedd.watermark IS
            'How far seedd has read tracked tables at their source; without a row a table is compared in full'
        """

    /// `outcome` is null while the daemon that began the tick is at it, or has died of it; an advisory lock tells which.
    private static let ticks: SQL = """
        CREATE TABLE seedd.tick (
            job pg_catalog.text COLLATE "C" NOT NULL,
            tick pg_catalog.timestamptz NOT NULL,
            begun_at pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
            ended_at pg_catalog.timestamptz,
            outcome pg_catalog.text,
            error pg_catalog.text,
            message pg_catalog.text,
            operator pg_catalog.text NOT NULL,
            PRIMARY KEY (job, tick));
        COMMENT ON TABLE seedd.tick IS
            'Scheduled times that a seedd daemon has run a job for; the newest hundred of each job'
        """

    private static let runs: SQL = """
        CREATE TABLE seedd.schema_version (
            version pg_catalog.int4 NOT NULL,
            installed_at pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now());
        CREATE TABLE seedd.run (
            id pg_catalog.uuid PRIMARY KEY,
            job pg_catalog.text NOT NULL,
            kind pg_catalog.text NOT NULL,
            from_environment pg_catalog.text NOT NULL,
            to_environment pg_catalog.text NOT NULL,
            started_at pg_catalog.timestamptz NOT NULL,
            finished_at pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
            inserted pg_catalog.int8 NOT NULL,
            updated pg_catalog.int8 NOT NULL,
            deleted pg_catalog.int8 NOT NULL,
            unchanged pg_catalog.int8 NOT NULL,
            tables pg_catalog.jsonb NOT NULL,
            snapshot pg_catalog.text,
            rolled_back_to pg_catalog.text,
            operator pg_catalog.text NOT NULL,
            seedd_version pg_catalog.text NOT NULL,
            xid pg_catalog.xid8 NOT NULL DEFAULT pg_catalog.pg_current_xact_id());
        CREATE INDEX run_job_finished_at ON seedd.run (job, finished_at);
        COMMENT ON TABLE seedd.run IS 'Runs of seedd against this database'
        """
}
