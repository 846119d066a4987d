import Postgres
import SeedModel

/// Whether the SQL of a rule looks at its row and at nothing else: then a row comes into a filter, or gets another value,
/// only when a transaction writes it.
///
/// Decided from how the server prints the expressions. What is not known to be so is taken to look further.
struct RowLocality {
    /// Stable functions whose answers change with settings only, which sessions pin.
    private static let pinned: Set<String> = [
        "to_char", "to_date", "to_timestamp", "to_number", "date_trunc", "date_part", "timezone", "concat", "concat_ws",
        "format", "to_json", "to_jsonb", "json_build_object", "jsonb_build_object", "json_build_array",
        "jsonb_build_array", "row_to_json", "array_to_string", "array_to_json", "quote_literal", "quote_nullable",
        "make_timestamptz", "text", "jsonb_path_query_first_tz", "timestamptz_date",
    ]

    /// What is written like a function call and is none, and types with modifiers.
    private static let syntax: Set<String> = [
        "coalesce", "greatest", "least", "nullif", "row", "extract", "overlay", "position", "substring", "trim",
        "normalize", "and", "or", "not", "in", "any", "all", "case", "when", "then", "else", "from", "array", "between",
        "numeric", "decimal", "varying", "character", "char", "bpchar", "varchar", "bit", "time", "timestamp",
        "interval", "both", "leading", "trailing", "is", "distinct", "like", "ilike", "xmlelement", "xmlforest",
    ]

    /// Values that are of the moment without being calls.
    private static let ofTheMoment: Set<String> = [
        "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "current_user",
        "session_user", "current_role", "current_catalog", "current_schema", "user",
    ]

    /// Literals that a cast turns into the moment when the statement is read.
    private static let words: Set<String> = ["now", "today", "tomorrow", "yesterday"]

    private static let unreadable = "seedd can't tell where its strings and comments end"

    let projection: Projection

    /// What looks further than the row, nil where nothing does.
    func obstacle(_ source: borrowing Session) throws -> String? {
        let side = projection.source
        let assigned = projection.columns.filter { $0.assignment != nil }
        guard !side.filters.isEmpty || !assigned.isEmpty else { return nil }
        let written = (side.filters + assigned.compactMap(\.assignment)).compactMap(SQLTokens.init)
        guard written.count == side.filters.count + assigned.count else { return Self.unreadable }
        if written.contains(where: Self.namesTheMoment) { return "it names the moment" }
        let expressions = side.conditions + assigned.map { $0.sourceValue(side.alias) }
        // In one piece: a literal may be of many lines.
        let plan = try source.rows(
            "EXPLAIN (VERBOSE, COSTS OFF) SELECT \(expressions) FROM \(side.from)"
        ).compactMap { $0[0] }.joined(separator: "\n")
        if plan.contains("SubPlan") || plan.contains("InitPlan") { return "it looks at other rows" }
        guard let printed = SQLTokens(plan) else { return Self.unreadable }
        // Of literals that were put together.
        if Self.namesTheMoment(printed) { return "it names the moment" }
        // Whatever it says of itself: its body may be replaced, or look elsewhere. Those of one SELECT, and those of
        // literals, are gone from the plan.
        if let call = (written + [printed]).compactMap({ $0.foreignCalls.min() }).first { return "it calls \(call)" }
        if let name = printed.words.intersection(Self.ofTheMoment).min() { return "it depends on \(name)" }
        if let obstacle = try castObstacle(written, printed, source) { return obstacle }
        let calls = printed.calls.subtracting(Self.syntax).subtracting(Self.pinned)
        return try changing(calls, source).map { "it calls \($0)()" }
    }

    /// Whether one of the words is in a literal, as in `today 06:00`: a cast reads dates in any order.
    private static func namesTheMoment(_ sql: SQLTokens) -> Bool {
        sql.literals.contains { $0.split { !$0.isLetter }.contains { words.contains($0.lowercased()) } }
    }

    /// The first of these functions that is not there or not IMMUTABLE in every form.
    private func changing(_ calls: Set<String>, _ source: borrowing Session) throws -> String? {
        guard !calls.isEmpty else { return nil }
        return try source.rows(
            """
            SELECT c.name FROM pg_catalog.unnest(\(SQL.arrayLiteral(calls.sorted()))::pg_catalog.text[]) AS c (name)
            LEFT JOIN pg_catalog.pg_proc p ON p.proname = c.name
            GROUP BY c.name HAVING pg_catalog.bool_and(p.provolatile = 'i') IS NOT TRUE ORDER BY c.name LIMIT 1
            """
        ).first?[0]
    }
}
