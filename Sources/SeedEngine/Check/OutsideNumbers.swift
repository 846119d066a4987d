import Postgres
import SeedModel

/// Foreign keys to tables outside the job whose referenced values each database numbers for itself: an id that is copied
/// may be another row's there.
struct OutsideNumbers {
    let resolved: JobCatalog.Resolved
    let environment: String

    private var references: [(key: CatalogForeignKey, column: String)] {
        let projections = Dictionary(
            resolved.projections.map { ($0.target.table.name, $0) }, uniquingKeysWith: { first, _ in first })
        return resolved.foreignKeys.flatMap { key -> [(CatalogForeignKey, String)] in
            guard let child = projections[key.child], projections[key.parent] == nil else { return [] }
            let translated = Set(
                child.references.filter { $0.constraint == key.name }.flatMap { $0.held.map(\.column.name) })
            return zip(key.childColumns, key.parentColumns).compactMap { names in
                child.columnNames.contains(names.0) && !translated.contains(names.0) ? (key, names.1) : nil
            }
        }
    }

    func findings(_ target: borrowing Session) throws(PostgresError) -> [Finding] {
        let references = references
        guard !references.isEmpty else { return [] }
        let schemas = SQL.arrayLiteral(references.map { $0.key.parent.schema })
        let tables = SQL.arrayLiteral(references.map { $0.key.parent.name })
        let columns = SQL.arrayLiteral(references.map(\.column))
        let rows = try target.rows(
            """
            SELECT v.n FROM ROWS FROM (pg_catalog.unnest(\(schemas)::pg_catalog.text[]),
                pg_catalog.unnest(\(tables)::pg_catalog.text[]), pg_catalog.unnest(\(columns)::pg_catalog.text[]))
                WITH ORDINALITY AS v (s, t, c, n)
            JOIN pg_catalog.pg_namespace n ON n.nspname = v.s
            JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = v.t
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = v.c
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attidentity <> '' OR pg_catalog.strpos(pg_catalog.pg_get_expr(d.adbin, d.adrelid), 'nextval(') > 0
            ORDER BY v.n
            """)
        return rows.compactMap { row in row[0].flatMap { Int($0) } }.map { finding(references[$0 - 1]) }
    }

    private func finding(_ reference: (key: CatalogForeignKey, column: String)) -> Finding {
        let (key, column) = reference
        return Finding(
            .referencesOutside, .warning, "\(key.child)",
            "references \(key.parent).\(column) (\(key.name)), which \(environment) numbers for itself: the ids that are copied may "
                + "be other rows there",
            remedy:
                "add \(key.parent) to the job with `match:` and `ignore: [\(column)]`, so that references are told by it"
        )
    }
}
