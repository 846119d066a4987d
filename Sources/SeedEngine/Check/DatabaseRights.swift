import Postgres
import SeedModel

/// What a role may do in a target besides reading and writing the job's tables.
struct DatabaseRights {
    let role: String
    let database: String
    /// Changes are staged in temporary tables.
    let mayStage: Bool
    let mayCreateSchema: Bool
    /// nil where the schema `seedd` is not there yet.
    let mayRecord: Bool?

    static func read(_ session: borrowing Session) throws(PostgresError) -> DatabaseRights {
        let rows = try session.rows(
            """
            SELECT current_user, d.datname, pg_catalog.has_database_privilege(d.oid, 'TEMP'),
                pg_catalog.has_database_privilege(d.oid, 'CREATE'),
                (SELECT CASE WHEN pg_catalog.count(c.oid) = 0 THEN pg_catalog.has_schema_privilege(n.oid, 'CREATE')
                    ELSE pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                        AND pg_catalog.bool_and(pg_catalog.has_table_privilege(c.oid, 'SELECT')
                            AND (c.relname = 'schema_version' OR pg_catalog.has_table_privilege(c.oid, 'INSERT'))
                            AND (c.relname NOT IN ('hold', 'watermark')
                                OR pg_catalog.has_table_privilege(c.oid, 'DELETE'))
                            AND (c.relname <> 'watermark' OR pg_catalog.has_table_privilege(c.oid, 'UPDATE')))
                        -- Made by an older seedd: the next run adds the table.
                        AND (pg_catalog.bool_or(c.relname = 'touched') OR pg_catalog.has_schema_privilege(n.oid, 'CREATE'))
                    END
                 FROM pg_catalog.pg_namespace n
                 LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relkind = 'r'
                 WHERE n.nspname = 'seedd' GROUP BY n.oid)
            FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
            """)
        guard let row = rows.first else {
            throw PostgresError(.unexpectedReply, "the database does not know itself")
        }
        return DatabaseRights(
            role: Identifier.quotedIfNeeded(row[0] ?? ""), database: Identifier.quotedIfNeeded(row[1] ?? ""),
            mayStage: row[2] == "t", mayCreateSchema: row[3] == "t", mayRecord: row[4].map { $0 == "t" })
    }

    func findings(environment: String) -> [Finding] {
        var findings: [Finding] = []
        func add(_ message: String, _ remedy: String) {
            findings.append(Finding(.privilege, .error, environment, message, remedy: remedy))
        }
        if !mayStage {
            add(
                "no TEMPORARY on the database, where changes are staged",
                "GRANT TEMPORARY ON DATABASE \(database) TO \(role)")
        }
        switch mayRecord {
        case nil where !mayCreateSchema:
            add(
                "no CREATE on the database: the first run creates schema seedd, which records runs",
                "CREATE SCHEMA seedd AUTHORIZATION \(role)")
        case false?:
            add(
                "runs can't be recorded in schema seedd",
                "GRANT USAGE, CREATE ON SCHEMA seedd TO \(role); "
                    + "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA seedd TO \(role)")
        default: break
        }
        return findings
    }
}
