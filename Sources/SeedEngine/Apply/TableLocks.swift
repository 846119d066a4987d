import Postgres
import SeedModel

/// Locks the tables that change against other writers; readers go on.
enum TableLocks {
    /// The first statement of the transaction, in one order for every run: two runs can't wait for each other.
    ///
    /// - Throws: on a lock timeout a `PostgresError` 55P03 whose detail names who holds the table.
    static func take(_ tables: [CatalogTable], _ session: borrowing Session) throws {
        let list = tables.sorted { $0.name < $1.name }.map { table -> SQL in
            let only: SQL = table.kind == .table ? "ONLY " : ""
            return "\(only)\(ident: table.name.schema).\(ident: table.name.name)"
        }
        guard !list.isEmpty else { return }
        try session.execute("LOCK TABLE \(list) IN SHARE ROW EXCLUSIVE MODE")
    }

    /// Who holds locks that are in the way, asked after a lock timeout from a session outside the failed transaction.
    static func holders(of tables: [CatalogTable], _ session: borrowing Session) throws -> [String] {
        let oids = SQL(raw: "'{\(tables.map(\.oid).joined(separator: ","))}'::pg_catalog.oid[]")
        let rows = try session.rows(
            """
            SELECT a.pid, a.usename, a.application_name, a.client_addr::pg_catalog.text,
                a.backend_start::pg_catalog.text, l.relation::pg_catalog.regclass, l.mode
            FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.relation = ANY (\(oids)) AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')
            """)
        return rows.map { "\($0[5] ?? "?") is locked (\($0[6] ?? "?")) by \(SessionDescription.text($0))" }
    }
}
