import Postgres
import SeedModel

/// Runs recorded in the target's schema `seedd`.
package enum RunHistory {
    /// The tables that the job's last recorded run changed; nil where there is none or it may not be read.
    ///
    /// A nightly job mostly finds the same tables quiet: those are asked for one digest first.
    static func changedTables(ofJob job: String, _ session: borrowing Session) throws(PostgresError) -> Set<String>? {
        guard try isReadable(session) else { return nil }
        let rows = try session.rows(
            """
            SELECT t.name FROM seedd.run r
            LEFT JOIN LATERAL pg_catalog.jsonb_to_recordset(r.tables)
                AS t (name pg_catalog.text, changes pg_catalog.int8) ON t.changes > 0
            WHERE r.id = (SELECT id FROM seedd.run WHERE job = \(job) AND kind = 'sync'
                ORDER BY finished_at DESC LIMIT 1)
            """)
        return rows.isEmpty ? nil : Set(rows.compactMap { $0[0] })
    }

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
