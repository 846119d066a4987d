import Postgres
import SeedModel

/// The schema `seedd` in a target: its truth about runs. Created by the first apply, in the apply's transaction.
enum SeeddSchema {
    /// Of the tables below; a newer one was made by a newer seedd and is left alone.
    static let version = 1

    static func ensure(environment: String, _ session: borrowing Session) throws {
        // Two first runs at once would both find nothing and both create.
        try session.execute(
            "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('seedd schema', 0))")
        guard let found = try installedVersion(session) else {
            try create(environment, session)
            return
        }
        guard found <= version else {
            throw SeedError(
                .configuration, environment,
                "schema seedd is of version \(found), newer than this seedd knows (\(version)); nothing was written",
                hint: "upgrade seedd")
        }
    }

    private static func installedVersion(_ session: borrowing Session) throws(PostgresError) -> Int? {
        let exists = try session.rows("SELECT pg_catalog.to_regclass('seedd.schema_version')").first?[0] != nil
        guard exists else { return nil }
        return try session.rows("SELECT pg_catalog.max(version) FROM seedd.schema_version").first?[0].flatMap {
            Int($0)
        }
    }

    private static func create(_ environment: String, _ session: borrowing Session) throws {
        do {
            // IF NOT EXISTS would ask for CREATE on the database also where the schema was made for us.
            let isThere = try session.rows("SELECT pg_catalog.to_regnamespace('seedd')").first?[0] != nil
            if !isThere { try session.execute("CREATE SCHEMA seedd") }
            try session.execute(definition)
        } catch let error where error.sqlState == "42501" {
            throw SeedError(
                .permission, environment, "the schema seedd, which records runs, can't be created",
                hint: "CREATE SCHEMA seedd AUTHORIZATION the role seedd connects as",
                serverText: error.debugDescription)
        }
    }

    private static let definition: SQL = """
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
        COMMENT ON TABLE seedd.run IS 'Runs of seedd against this database';
        INSERT INTO seedd.schema_version (version) VALUES (\(SeeddSchema.version))
        """
}
