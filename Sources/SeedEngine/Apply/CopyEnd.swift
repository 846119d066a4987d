import Postgres
import SeedModel

/// A table at one end of a whole copy, as it is while the copy holds its lock: what decides whether COPY text can turn
/// into other values on its way.
struct CopyEnd {
    private struct Column {
        /// `format_type`, with its modifiers.
        let type: String
        /// Set for base types of PostgreSQL itself, whose name alone says what they do.
        let builtin: String?
    }

    /// Types whose output, read by their input on a server of the same kind, prints the same once more. Not among them:
    /// domains and composites, which are what each database says they are, and types of extensions.
    private static let faithful: Set<String> = [
        "bool", "int2", "int4", "int8", "float4", "float8", "numeric", "text", "varchar", "bpchar", "bytea", "uuid",
        "date", "time", "timetz", "timestamp", "timestamptz", "interval", "json", "jsonb", "inet", "cidr", "macaddr",
    ]

    private let columns: [String: Column]
    /// What acts on rows that are written, or leads them elsewhere; nil for nothing.
    private let meddler: String?
    private let encoding: String?
    private let serverVersion: Int

    init(_ table: TableName, _ session: borrowing Session) throws {
        encoding = session.reported("server_encoding")
        serverVersion = session.serverVersion
        let relation: SQL = "\(table.quoted)::pg_catalog.regclass"
        let meddlers = try session.rows(
            """
            SELECT CASE
                WHEN c.relkind <> 'r' OR c.relispartition THEN 'is or has a partition'
                WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger
                    WHERE tgrelid = c.oid AND NOT tgisinternal AND tgenabled <> 'D') THEN 'has triggers'
                WHEN EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE ev_class = c.oid) THEN 'has rules'
                WHEN m.amname <> 'heap' THEN 'is stored by an extension' END
            FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam WHERE c.oid = \(relation)
            """)
        meddler = meddlers.first?[0]
        let rows = try session.rows(
            """
            SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
                CASE WHEN t.typtype = 'b' AND n.nspname = 'pg_catalog' THEN t.typname END
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE a.attrelid = \(relation) AND a.attnum > 0 AND NOT a.attisdropped
            """)
        columns = Dictionary(
            rows.map { ($0[0] ?? "", Column(type: $0[1] ?? "", builtin: $0[2])) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Why rows of `names`, copied from `source` into this table as text, might not be the source's; nil if they must.
    func doubt(copying names: [String], from source: CopyEnd) -> String? {
        if let meddler { return meddler }
        guard encoding == "UTF8", source.encoding == "UTF8" else { return "is not stored in UTF-8 on both sides" }
        // Before 12 the text of a float was not exact.
        guard serverVersion >= 120_000, source.serverVersion >= 120_000 else { return "is on an old server" }
        for name in names {
            guard let here = columns[name], let there = source.columns[name], here.type == there.type,
                let builtin = here.builtin, builtin == there.builtin, Self.faithful.contains(builtin)
            else { return "has column \(name), whose type may print differently on both sides" }
        }
        return nil
    }
}
