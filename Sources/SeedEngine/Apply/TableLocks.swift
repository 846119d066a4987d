import Postgres
import SeedModel

/// Locks the tables that change against other writers; readers go on.
enum TableLocks {
    /// The first statement of the transaction, in one order for every run: two runs can't wait for each other.
    static func take(_ tables: [CatalogTable], _ events: any EventSink, _ session: borrowing Session) throws {
        guard !tables.isEmpty else { return }
        let progress = RowProgress(.locking, nil, events)
        defer { progress.end() }
        try session.execute(statement(tables))
    }

    static func statement(_ tables: [CatalogTable]) -> SQL {
        "LOCK TABLE \(tables.sorted { $0.name < $1.name }.map(name)) IN SHARE ROW EXCLUSIVE MODE"
    }

    /// Keeps other runs out of tables that this one leaves as they are; everybody else goes on writing. Before the snapshot
    /// of the transaction, without waiting. Returns those that could be had.
    static func keepRunsOut(of tables: [CatalogTable], _ session: borrowing Session) throws -> Set<TableName> {
        var locked: Set<TableName> = []
        for table in tables {
            try session.execute("SAVEPOINT seedd_lock")
            do throws(PostgresError) {
                try session.execute("LOCK TABLE \(name(table)) IN ROW EXCLUSIVE MODE NOWAIT")
                locked.insert(table.name)
            } catch {
                guard error.sqlState == "55P03" || error.sqlState == "42501" else { throw error }
                try session.execute("ROLLBACK TO SAVEPOINT seedd_lock")
            }
            try session.execute("RELEASE SAVEPOINT seedd_lock")
        }
        return locked
    }

    private static func name(_ table: CatalogTable) -> SQL {
        let only: SQL = table.kind == .table ? "ONLY " : ""
        return "\(only)\(ident: table.name.schema).\(ident: table.name.name)"
    }

    /// Who holds locks that are in the way, asked after a lock timeout from a session outside the failed transaction.
    static func holders(of tables: [CatalogTable], _ session: borrowing Session) throws -> [String] {
        let oids = SQL(raw: "'{\(tables.map(\.oid).joined(separator: ","))}'::pg_catalog.oid[]")
        return try holders(
            "l.relation = ANY (\(oids)) AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')", session)
    }

    /// Who keeps even readers out of a table, of `table` where that is the name of one.
    static func excludingReaders(of table: String, _ session: borrowing Session) throws -> [String] {
        let holders = try holders("l.mode = 'AccessExclusiveLock' AND l.relation >= 16384", session)
        let named = holders.filter { $0.hasPrefix("\(table) ") }
        return named.isEmpty ? holders : named
    }

    /// A lock timeout in the words of whoever has to wait: who is in the way.
    static func naming(_ holders: [String], in error: any Error, subject: String) -> any Error {
        guard !holders.isEmpty else { return error }
        var mapped = (error as? SeedError) ?? (error as? PostgresError).map { SeedError($0, subject: subject) }
        mapped?.problem = holders.joined(separator: "; ")
        return mapped ?? error
    }

    private static func holders(_ condition: SQL, _ session: borrowing Session) throws -> [String] {
        let rows = try session.rows(
            """
            SELECT a.pid, a.usename, a.application_name, a.client_addr::pg_catalog.text,
                a.backend_start::pg_catalog.text, l.relation::pg_catalog.regclass, l.mode
            FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
            WHERE l.granted AND l.pid <> pg_catalog.pg_backend_pid() AND \(condition)
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            """)
        return rows.map { "\($0[5] ?? "?") is locked (\($0[6] ?? "?")) by \(SessionDescription.text($0))" }
    }
}
