/// A piece of SQL; comments and blanks are none.
enum SQLToken: Equatable {
    /// A name or keyword without quotes, in lower case.
    case word(String)
    /// A name in double quotes.
    case quoted(String)
    /// A string of any notation, without its quotes.
    case literal(String)
    case number
    /// `::`, or one character of an operator or of punctuation.
    case symbol(String)

    /// What a word or a quoted name may be the name of.
    var name: String? {
        switch self {
        case .word(let name), .quoted(let name): name
        case .literal, .number, .symbol: nil
        }
    }

    var literal: String? {
        guard case .literal(let value) = self else { return nil }
        return value
    }
}
