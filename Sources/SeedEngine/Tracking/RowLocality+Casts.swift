import Postgres
import SeedModel

/// Casts, which call functions that no print of an expression shows.
extension RowLocality {
    /// Types that text such as `today` can be cast to, by the first word of the name the server prints.
    private static let times: Set<String> = [
        "date", "time", "timestamp", "interval", "daterange", "tsrange", "tstzrange", "datemultirange",
        "tsmultirange", "tstzmultirange",
    ]

    /// Types of columns that no word can come from.
    private static let wordless: Set<String> = [
        "date", "time", "timetz", "timestamp", "timestamptz", "interval", "daterange", "tsrange", "tstzrange",
        "int2", "int4", "int8", "numeric", "float4", "float8", "bool", "uuid", "oid",
    ]

    /// The first cast that looks further than the row, nil where none does.
    ///
    /// `written` has those that the planner replaced by the body of their function or by a value, `printed` those that
    /// nobody wrote.
    func castObstacle(
        _ written: [SQLTokens], _ printed: SQLTokens, _ source: borrowing Session
    ) throws -> String? {
        let casts = (written + [printed]).flatMap(\.casts)
        // Its function may be replaced. A literal is read by the type itself, once for the whole statement.
        if let cast = casts.first(where: { !$0.isOfLiteral && !["pg_catalog", nil].contains($0.schema) }) {
            return "it casts to \(cast.schema.map { "\($0)." } ?? "")\(cast.type)"
        }
        // Their objects get other names, and names other objects.
        if let cast = casts.first(where: \.isOfObjects) { return "it casts to \(cast.type)" }
        if let cast = printed.casts.first(where: readsTimeInText) { return "it reads a \(cast.type) in text" }
        // An assigned value is cast to its column's type.
        let assigned = projection.columns.filter { $0.assignment != nil }.map(\.name)
        let names = ([printed] + written).reduce(into: Set(assigned)) { $0.formUnion($1.names) }
        return try replaceableCast(names, source).map { "it may call \($0) in a cast" }
    }

    /// A row may hold the word `today`, which another day reads as another date.
    private func readsTimeInText(_ cast: SQLCast) -> Bool {
        guard !cast.isOfLiteral, Self.times.contains(cast.type) else { return false }
        let columns = projection.source.table.columns.filter { !Self.wordless.contains($0.baseType) }.map(\.name)
        let names = cast.operand.compactMap(\.name)
        return names.contains { columns.contains($0) } || cast.operand.containsWholeRow
    }

    /// A function of the user's that a cast between two types calls; `names` are all names in the SQL, of columns and of
    /// types among them.
    ///
    /// One is looked for where no cast is printed, too: what is taken for a boolean is printed without its implicit cast.
    private func replaceableCast(_ names: Set<String>, _ source: borrowing Session) throws -> String? {
        let names = SQL.arrayLiteral(names.sorted())
        let table = projection.source.table.oid
        return try source.rows(
            """
            WITH RECURSIVE named (oid) AS (
                SELECT atttypid FROM pg_catalog.pg_attribute
                WHERE attrelid = \(table)::pg_catalog.oid AND attname = ANY (\(names)::pg_catalog.text[])
                UNION SELECT reltype FROM pg_catalog.pg_class WHERE oid = \(table)::pg_catalog.oid
                UNION SELECT oid FROM pg_catalog.pg_type
                WHERE typname = ANY (\(names)::pg_catalog.text[]) OR typnamespace = 'pg_catalog'::pg_catalog.regnamespace
                UNION SELECT part.oid FROM named JOIN pg_catalog.pg_type t ON t.oid = named.oid
                CROSS JOIN pg_catalog.unnest(ARRAY[t.typelem, t.typbasetype]) AS part (oid)
            )
            SELECT p.oid::pg_catalog.regprocedure::pg_catalog.text
            FROM pg_catalog.pg_cast c JOIN pg_catalog.pg_proc p ON p.oid = c.castfunc
            WHERE p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace
            AND c.castsource IN (TABLE named) AND c.casttarget IN (TABLE named) ORDER BY 1 LIMIT 1
            """
        ).first?[0]
    }
}

extension SQLCast {
    /// `regclass` and the like, `aclitem`, and arrays of them.
    fileprivate var isOfObjects: Bool {
        let name = type.drop { $0 == "_" }
        return name.hasPrefix("reg") || name == "aclitem"
    }
}

extension ArraySlice<SQLToken> {
    /// Whether `x.*` is in it.
    fileprivate var containsWholeRow: Bool {
        indices.dropLast().contains { self[$0] == .symbol(".") && self[$0 + 1] == .symbol("*") }
    }
}
