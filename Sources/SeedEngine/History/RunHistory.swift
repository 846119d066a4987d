import Postgres
import SeedModel

/// Runs recorded in the target's schema `seedd`.
package enum RunHistory {
    /// The tables that each of the job's last three runs has changed, within the hour; none where runs may not be read.
    ///
    /// All others are asked for one digest first: that costs a scan where something did change, and saves shipping every
    /// row's digest where nothing did. Runs that find nothing are not recorded, so old ones say little.
    static func changedTables(ofJob job: String, _ session: borrowing Session) throws(PostgresError) -> Set<String> {
        guard try isReadable(session) else { return [] }
        let rows = try session.rows(
            """
            SELECT t.name FROM (
                SELECT tables FROM seedd.run
                WHERE job = \(job) AND kind = 'sync' AND finished_at > pg_catalog.now() - '1 hour'::pg_catalog.interval
                ORDER BY finished_at DESC LIMIT \(streak)) AS r
            CROSS JOIN LATERAL pg_catalog.jsonb_to_recordset(r.tables)
                AS t (name pg_catalog.text, changes pg_catalog.int8)
            WHERE t.changes > 0 GROUP BY t.name HAVING pg_catalog.count(*) = \(streak)
            """)
        return Set(rows.compactMap { $0[0] })
    }

    /// Runs in a row that have to have changed a table for it to be expected to change again.
    private static let streak = 3

    /// Of a row of `seedd.run`: what `xmin::text` is in rows that the run wrote.
    static let xmin: SQL = "(xid::pg_catalog.text::pg_catalog.numeric % 4294967296)::pg_catalog.text"

    static func isReadable(_ session: borrowing Session) throws(PostgresError) -> Bool {
        let rows = try session.rows(
            """
            SELECT true FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'seedd' AND c.relname = 'run' AND c.relkind = 'r'
                AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
            """)
        return !rows.isEmpty
    }
}
