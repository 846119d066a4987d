package import Postgres
package import SeedModel

/// Reads the catalog in two messages, whatever the number of tables: which relations there are, then all of the
/// wanted ones.
package enum CatalogReader {
    /// Every relation that rows can be read from, without its details. One catalog query.
    static let relations: SQL = """
        SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition, c.reltuples::pg_catalog.int8,
            pg_catalog.row_security_active(c.oid), c.relhassubclass AND c.relkind = 'r'
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
            AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'seedd') AND n.nspname !~ '^pg_t(oast|emp)'
        """

    /// The rows of `relations`, which was sent before.
    package static func receiveRelations(_ session: borrowing Session) throws(PostgresError) -> [CatalogTable] {
        let rows = try session.nextRows() ?? []
        try session.finish()
        return rows.compactMap(CatalogTable.init(relationRow:))
    }

    /// The details of `tables`, read in one message of several statements.
    package static func read(
        _ tables: [CatalogTable], from session: borrowing Session
    ) throws(PostgresError) -> Catalog {
        try send(tables, to: session)
        return try receive(tables, from: session)
    }

    /// Sends the detail queries without waiting, so that two servers can answer at once.
    package static func send(_ tables: [CatalogTable], to session: borrowing Session) throws(PostgresError) {
        try session.send(details(ofRelations: tables.map(\.oid), serverVersion: session.serverVersion))
    }

    package static func receive(
        _ tables: [CatalogTable], from session: borrowing Session
    ) throws(PostgresError) -> Catalog {
        var byOID = Dictionary(tables.map { ($0.oid, $0) }, uniquingKeysWith: { first, _ in first })
        var catalog = Catalog()
        var statement = 0
        while let rows = try session.nextRows() {
            switch statement {
            case 0: for row in rows { byOID[row[0] ?? ""]?.privileges = CatalogTable.Privileges(row: row) }
            case 1: for row in rows { byOID[row[0] ?? ""]?.append(columnRow: row) }
            case 2: for row in rows { byOID[row[0] ?? ""]?.append(keyRow: row) }
            case 3: for row in rows { byOID[row[0] ?? ""]?.append(triggerRow: row) }
            case 4: catalog.append(foreignKeyRows: rows)
            case 5:
                let labels = Dictionary(grouping: rows) { $0[0] ?? "" }.mapValues { $0.compactMap { $0[1] } }
                guard !labels.isEmpty else { break }
                for oid in byOID.keys { byOID[oid]?.setLabels(byType: labels) }
            default: break
            }
            statement += 1
        }
        catalog.tables = Dictionary(
            byOID.values.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return catalog
    }
}
