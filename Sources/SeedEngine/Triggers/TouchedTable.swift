import Postgres
import SeedModel

/// The table `seedd.touched` of a target: columns that its triggers were seen to set to the time of a write.
enum TouchedTable {
    static let definition: SQL = """
        CREATE TABLE seedd.touched (
            job pg_catalog.text COLLATE "C" NOT NULL,
            table_schema pg_catalog.text COLLATE "C" NOT NULL,
            table_name pg_catalog.text COLLATE "C" NOT NULL,
            column_name pg_catalog.text COLLATE "C" NOT NULL,
            since pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(),
            run pg_catalog.uuid NOT NULL,
            PRIMARY KEY (job, table_schema, table_name, column_name));
        COMMENT ON TABLE seedd.touched IS
            'Columns that triggers set to the time of a write, and that seedd leaves to them'
        """

    /// Those of a job; none where no run has found one yet.
    ///
    /// Throws `permission` where they may not be read: rows would differ by them for ever.
    static func read(job: String, _ session: borrowing Session) throws -> TouchedColumns {
        let rights = try session.rows(
            """
            SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT'),
                pg_catalog.quote_ident(current_user)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'seedd' AND c.relname = 'touched' AND c.relkind = 'r'
            """)
        guard let right = rights.first else { return [:] }
        guard right[0] == "t" else {
            let role = right[1] ?? "the role"
            throw SeedError(
                .permission, "table seedd.touched",
                "this role may not read it, so it can't be known which columns are left to triggers",
                hint: "GRANT USAGE ON SCHEMA seedd TO \(role); GRANT SELECT ON seedd.touched TO \(role)")
        }
        let rows = try session.rows(
            "SELECT table_schema, table_name, column_name FROM seedd.touched WHERE job = \(job)")
        return rows.reduce(into: [:]) { touched, row in
            touched[TableName(schema: row[0] ?? "", name: row[1] ?? ""), default: []].insert(row[2] ?? "")
        }
    }

    static func record(_ touched: TouchedColumns, job: String, run: String, _ session: borrowing Session) throws {
        for (table, columns) in touched.sorted(by: { $0.key < $1.key }) {
            for column in columns.sorted() {
                try session.execute(
                    """
                    INSERT INTO seedd.touched (job, table_schema, table_name, column_name, run)
                    VALUES (\(job), \(table.schema), \(table.name), \(column), \(run)) ON CONFLICT DO NOTHING
                    """)
            }
        }
    }
}
