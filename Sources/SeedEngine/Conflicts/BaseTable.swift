import Postgres
import SeedModel

/// The table `seedd.base` of a target: the rows of a job as they were promoted last.
enum BaseTable {
    /// Those of `tables` of which something is kept; none where no run could have left it yet.
    ///
    /// - Throws: `permission` where it may not be read and `isNeeded`: edits in the target would be overwritten unseen.
    static func tables(
        of job: String, among tables: [TableName], isNeeded: Bool, _ session: borrowing Session
    ) throws -> [TableName: KnownBase] {
        guard try isThere("base", isNeeded: isNeeded, session), !tables.isEmpty else { return [:] }
        let known = try CoverageTable.read(job: job, isNeeded: isNeeded, session)
        let rows = try session.rows(
            """
            SELECT t.s, t.n FROM ROWS FROM (
                pg_catalog.unnest(\(SQL.arrayLiteral(tables.map(\.schema)))::pg_catalog.text[]),
                pg_catalog.unnest(\(SQL.arrayLiteral(tables.map(\.name)))::pg_catalog.text[])) AS t (s, n)
            WHERE EXISTS (SELECT FROM seedd.base b WHERE b.job = \(job) AND b.table_schema = t.s AND b.table_name = t.n)
            """)
        var found = known.filter { tables.contains($0.key) }
        for row in rows {
            let name = TableName(schema: row[0] ?? "", name: row[1] ?? "")
            found[name] = found[name] ?? KnownBase()
        }
        return found
    }

    static func isThere(_ name: String, isNeeded: Bool, _ session: borrowing Session) throws -> Bool {
        let rows = try session.rows(
            """
            SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT'),
                pg_catalog.quote_ident(current_user)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'seedd' AND c.relname = \(name) AND c.relkind = 'r'
            """)
        guard let row = rows.first else { return false }
        guard row[0] != "t" else { return true }
        guard isNeeded else { return false }
        let role = row[1] ?? "the role"
        throw SeedError(
            .permission, "table seedd.\(name)",
            "this role may not read it, so it can't be known which rows were edited since the last run",
            hint: "GRANT USAGE ON SCHEMA seedd TO \(role); GRANT SELECT ON seedd.\(name) TO \(role)")
    }

    /// The rows of a table, of `alias` where it is not the only table in the query.
    static func condition(job: String, table: TableName, _ alias: SQL = "seedd_b") -> SQL {
        """
        \(alias).job = \(job) AND \(alias).table_schema = \(table.schema) AND \(alias).table_name = \(table.name)
        """
    }

    static func forget(job: String, table: TableName, _ session: borrowing Session) throws(PostgresError) {
        let condition = condition(job: job, table: table)
        try session.execute("DELETE FROM seedd.base AS seedd_b WHERE \(condition)")
        try session.execute("DELETE FROM seedd.base_table AS seedd_b WHERE \(condition)")
    }

    /// Writes rows of `relation` (`key_digest`, `row`) that are not there as they are. `isAsPromoted` is false for rows
    /// that the target does not have like that: the time since when they are edited stays.
    static func store(
        _ relation: SQL, run: String, job: String, table: TableName, isAsPromoted: Bool = true,
        _ session: borrowing Session
    ) throws(PostgresError) {
        let time: SQL = isAsPromoted ? ", promoted_at = EXCLUDED.promoted_at" : ""
        // Only what differs is given to ON CONFLICT, which locks, and so writes, every row that it is given.
        try session.execute(
            """
            INSERT INTO seedd.base AS seedd_o (job, table_schema, table_name, key_digest, row, run)
            SELECT \(job), \(table.schema), \(table.name), seedd_n.key_digest, seedd_n.row, \(run)
            FROM \(relation) AS seedd_n LEFT JOIN seedd.base AS seedd_b
                ON \(condition(job: job, table: table)) AND seedd_b.key_digest = seedd_n.key_digest
            WHERE seedd_b.row IS DISTINCT FROM seedd_n.row
            ON CONFLICT (job, table_schema, table_name, key_digest)
                DO UPDATE SET row = EXCLUDED.row, run = EXCLUDED.run\(time)
            """)
    }
}
