import Postgres
import SeedModel

/// What decides how a table's rows print besides what is in them, and whether that is all.
struct TableLayout {
    /// SHA-256 over number, name and type of each column and the labels of enums.
    let digest: String
    /// A row that no transaction wrote prints as before as long as the layout is the same: an ordinary table, and no type
    /// whose text comes from elsewhere in the catalog (`regclass`, `aclitem`, composites) or from code that may be replaced.
    let isExact: Bool
    /// The same but for types of extensions, whose text is another one only when the extension's code is.
    let isTrackable: Bool

    /// By oid; one query.
    static func read(_ relations: [String], _ session: borrowing Session) throws(PostgresError) -> [String: TableLayout]
    {
        let rows = try session.rows(
            """
            WITH RECURSIVE part AS (
                SELECT a.attrelid, a.attnum, a.atttypid AS typid FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = ANY (\(SQL.arrayLiteral(relations))::pg_catalog.oid[]) AND a.attnum > 0
                    AND NOT a.attisdropped
                UNION
                SELECT part.attrelid, part.attnum, inner_type.typid
                FROM part JOIN pg_catalog.pg_type t ON t.oid = part.typid
                CROSS JOIN LATERAL (VALUES (t.typbasetype), (t.typelem), ((
                    SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE t.oid IN (r.rngtypid, r.rngmultitypid)
                ))) AS inner_type (typid)
                WHERE inner_type.typid <> 0),
            text AS (
                SELECT a.attrelid, pg_catalog.format('%s %s %s', a.attnum, a.attname,
                    pg_catalog.format_type(a.atttypid, a.atttypmod)) AS line
                FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = ANY (\(SQL.arrayLiteral(relations))::pg_catalog.oid[]) AND a.attnum > 0
                    AND NOT a.attisdropped
                UNION ALL
                SELECT part.attrelid, pg_catalog.format('%s %s %s', part.attnum, e.oid, e.enumlabel)
                FROM part JOIN pg_catalog.pg_enum e ON e.enumtypid = part.typid),
            odd AS (
                SELECT part.attrelid, n.nspname <> 'pg_catalog' AND t.typtype IN ('b', 'r', 'm') AS is_extension
                FROM part JOIN pg_catalog.pg_type t ON t.oid = part.typid
                JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                WHERE t.typtype NOT IN ('e', 'd') AND t.typcategory <> 'A' AND (n.nspname <> 'pg_catalog'
                    OR t.typtype NOT IN ('b', 'r', 'm') OR t.typname ~ '^reg|^aclitem$'))
            SELECT c.oid, pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to((
                    SELECT pg_catalog.string_agg(text.line, E'\\n' ORDER BY text.line COLLATE "C")
                    FROM text WHERE text.attrelid = c.oid), 'UTF8')), 'hex'),
                is_heap AND NOT EXISTS (SELECT FROM odd WHERE odd.attrelid = c.oid),
                is_heap AND NOT EXISTS (SELECT FROM odd WHERE odd.attrelid = c.oid AND NOT is_extension)
            FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
            CROSS JOIN LATERAL (SELECT c.relkind = 'r' AND am.amname = 'heap' AS is_heap) AS kind
            WHERE c.oid = ANY (\(SQL.arrayLiteral(relations))::pg_catalog.oid[])
            """)
        return Dictionary(
            rows.map {
                ($0[0] ?? "", TableLayout(digest: $0[1] ?? "", isExact: $0[2] == "t", isTrackable: $0[3] == "t"))
            },
            uniquingKeysWith: { first, _ in first })
    }
}
