/// A cast as it is written: `x::type`, `CAST(x AS type)` or, of a literal, `type 'x'`.
struct SQLCast {
    /// Nil for a type that is found without: with an empty search path one of `pg_catalog`.
    let schema: String?
    /// The first word of the type's name.
    let type: String
    /// It is of a literal or NULL, which the type itself reads; of `('x'::text)` a function of a cast may.
    let isOfLiteral: Bool
    /// What is cast. Where that can't be told, all that comes before.
    let operand: ArraySlice<SQLToken>

    /// The cast whose `::`, `AS` or literal is at this place, nil where there is none.
    init?(at index: Int, in tokens: [SQLToken]) {
        let before = tokens[..<index]
        switch tokens[index] {
        case .symbol("::"):
            operand = Self.parenthesized(endOf: before)
            isOfLiteral = before.last.map(Self.isConstant) ?? false || Self.isConstant(within: operand)
            (schema, type) = Self.type(beginOf: tokens[(index + 1)...])
        // A name of XMLFOREST looks the same, and is taken for a type.
        case .word("as"):
            isOfLiteral =
                before.last.map(Self.isConstant) ?? false && before.dropLast().last == .symbol("(")
                && before.dropLast(2).last == .word("cast")
            operand = before
            (schema, type) = Self.type(beginOf: tokens[(index + 1)...])
        case .literal:
            guard let name = before.last?.name else { return nil }
            isOfLiteral = true
            operand = tokens[index...index]
            (schema, type) = (nil, name)
        case .word, .quoted, .number, .symbol: return nil
        }
    }

    private static func isConstant(_ token: SQLToken) -> Bool { token.literal != nil || token == .word("null") }

    /// `('x')` and `('x'::text)`: so are literals of domains printed.
    private static func isConstant(within operand: ArraySlice<SQLToken>) -> Bool {
        guard operand.first == .symbol("("), operand.last == .symbol(")") else { return false }
        let inner = Array(operand.dropFirst().dropLast())
        guard let first = inner.first, isConstant(first) else { return false }
        return inner.count == 1 || (inner.count == 3 && inner[1] == .symbol("::") && inner[2].name != nil)
    }

    /// `schema.type` or `type`. With more parts it is not the server's for certain, with none odd.
    private static func type(beginOf tokens: ArraySlice<SQLToken>) -> (schema: String?, name: String) {
        guard let first = tokens.first?.name else { return ("", "") }
        let rest = tokens.dropFirst()
        guard rest.first == .symbol(".") else { return (nil, first) }
        return (first, rest.dropFirst().first?.name ?? "")
    }

    /// The last thing of these tokens if it is in parentheses.
    private static func parenthesized(endOf tokens: ArraySlice<SQLToken>) -> ArraySlice<SQLToken> {
        guard tokens.last == .symbol(")") else { return tokens }
        var depth = 0
        for index in tokens.indices.reversed() {
            if tokens[index] == .symbol(")") { depth += 1 }
            if tokens[index] == .symbol("(") { depth -= 1 }
            if depth == 0 { return tokens[index...] }
        }
        return tokens
    }
}
