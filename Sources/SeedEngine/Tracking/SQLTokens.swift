/// The names, calls, literals and casts in SQL, found without knowing its grammar.
struct SQLTokens {
    let tokens: [SQLToken]

    /// Nil where the text can't be split for certain.
    init?(_ sql: String) {
        var scanner = SQLScanner(sql)
        guard let tokens = scanner.tokens() else { return nil }
        self.tokens = tokens
    }

    /// Names and keywords that are not in quotes.
    var words: Set<String> {
        Set(tokens.compactMap { if case .word(let word) = $0 { word } else { nil } })
    }

    /// All names, with quotes or without.
    var names: Set<String> { Set(tokens.compactMap(\.name)) }

    var literals: Set<String> { Set(tokens.compactMap(\.literal)) }

    /// Names before a parenthesis.
    var calls: Set<String> {
        Set(tokens.indices.compactMap { tokens[$0].name != nil && isSymbol("(", at: $0 + 1) ? tokens[$0].name : nil })
    }

    /// Calls of functions and operators by a schema which is not the server's own.
    var foreignCalls: Set<String> {
        var calls: Set<String> = []
        for index in tokens.indices {
            guard let schema = tokens[index].name, schema != "pg_catalog", isSymbol(".", at: index + 1) else {
                continue
            }
            if isOperatorSchema(index) {
                calls.insert("an operator of \(schema)")
            } else if isSymbol("(", at: index + 3), let name = tokens[index + 2].name {
                calls.insert("\(schema).\(name)()")
            }
        }
        return calls
    }

    var casts: [SQLCast] { tokens.indices.compactMap { SQLCast(at: $0, in: tokens) } }

    /// Whether it follows `OPERATOR(`.
    private func isOperatorSchema(_ index: Int) -> Bool {
        index >= 2 && isSymbol("(", at: index - 1) && tokens[index - 2] == .word("operator")
    }

    private func isSymbol(_ symbol: String, at index: Int) -> Bool {
        index < tokens.count && tokens[index] == .symbol(symbol)
    }
}
