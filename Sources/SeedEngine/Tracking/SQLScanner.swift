/// Splits SQL into tokens as the server does (`scan.l`) while `standard_conforming_strings` is on.
///
/// What it would have to guess at is nil: text that ends within a string or comment, and characters that are written as
/// numbers, for a word may hide in them.
struct SQLScanner {
    private let text: [UInt8]
    private var index = 0

    init(_ sql: String) { text = Array(sql.utf8) }

    /// All tokens, nil where the text can't be followed for certain.
    mutating func tokens() -> [SQLToken]? {
        var tokens: [SQLToken] = []
        while skipBlanks() {
            guard index < text.count else { return tokens }
            guard let token = token() else { return nil }
            // A string that goes on in the next line: its value is of both, and an `E` is valid for both.
            if token.literal != nil, tokens.last?.literal != nil { return nil }
            tokens.append(token)
        }
        return nil
    }

    private func at(_ mark: String) -> Bool { text[index...].starts(with: mark.utf8) }

    /// The text up to the first byte that is not so.
    private mutating func span(_ belongs: (UInt8) -> Bool) -> String {
        let start = index
        while index < text.count, belongs(text[index]) { index += 1 }
        return String(decoding: text[start..<index], as: UTF8.self)
    }

    /// Goes past blanks and comments; false if a comment has no end.
    private mutating func skipBlanks() -> Bool {
        while index < text.count {
            if text[index].isBlank {
                index += 1
            } else if at("--") {
                _ = span { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            } else if at("/*") {
                guard skipComment() else { return false }
            } else {
                return true
            }
        }
        return true
    }

    /// Comments nest.
    private mutating func skipComment() -> Bool {
        var depth = 0
        while index < text.count {
            if at("/*") {
                depth += 1
                index += 2
            } else if at("*/") {
                depth -= 1
                index += 2
                if depth == 0 { return true }
            } else {
                index += 1
            }
        }
        return false
    }

    private mutating func token() -> SQLToken? {
        switch text[index] {
        case UInt8(ascii: "'"): return quoted().map(SQLToken.literal)
        case UInt8(ascii: "\""): return quoted().map(SQLToken.quoted)
        case UInt8(ascii: "$"): return afterDollar()
        case let byte where byte.isDigit:
            // Letters that follow are a word to older servers: `1OPERATOR(…)`.
            _ = span { $0.isDigit || $0 == UInt8(ascii: ".") }
            return .number
        case let byte where byte.beginsName: return word()
        default:
            let symbol = at("::") ? "::" : String(UnicodeScalar(text[index]))
            index += symbol.utf8.count
            return .symbol(symbol)
        }
    }

    /// A name or keyword, or a string with a letter before it.
    private mutating func word() -> SQLToken? {
        let word = span(\.continuesName).lowercased()
        switch word {
        case "e" where at("'"): return quoted(escapes: true).map(SQLToken.literal)
        case "b" where at("'"), "x" where at("'"), "n" where at("'"): return quoted().map(SQLToken.literal)
        case "u" where at("&'") || at("&\""):
            index += 1
            let isName = at("\"")
            guard let value = quoted(), !value.contains("\\") else { return nil }
            return isName ? .quoted(value) : .literal(value)
        // It would say which other character than the backslash escapes.
        case "uescape": return nil
        default: return .word(word)
        }
    }

    /// What is between here and the next mark like the one here; a doubled one is part of it.
    private mutating func quoted(escapes: Bool = false) -> String? {
        let mark = text[index]
        var value: [UInt8] = []
        index += 1
        while index < text.count {
            var byte = text[index]
            index += 1
            if byte == mark {
                guard index < text.count, text[index] == mark else { return String(decoding: value, as: UTF8.self) }
                index += 1
            } else if escapes, byte == UInt8(ascii: "\\") {
                guard index < text.count else { return nil }
                switch text[index] {
                case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"): return nil
                case let digit where digit.isDigit: return nil
                // Any blank will do.
                case let letter where "bfnrt".utf8.contains(letter): byte = UInt8(ascii: "\n")
                default: byte = text[index]
                }
                index += 1
            }
            value.append(byte)
        }
        return nil
    }

    /// A string between `$tag$` and the same, or a parameter such as `$0`.
    private mutating func afterDollar() -> SQLToken? {
        let start = index
        index += 1
        if index < text.count, text[index].isDigit {
            _ = span(\.isDigit)
            return .number
        }
        _ = span { $0.continuesName && $0 != UInt8(ascii: "$") }
        guard index < text.count, text[index] == UInt8(ascii: "$") else { return nil }
        index += 1
        let mark = text[start..<index]
        let first = index
        while index < text.count {
            if text[index...].starts(with: mark) {
                let value = String(decoding: text[first..<index], as: UTF8.self)
                index += mark.count
                return .literal(value)
            }
            index += 1
        }
        return nil
    }
}

/// The classes of characters that SQL knows; every byte beyond ASCII is a letter.
extension UInt8 {
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || (9...13).contains(self) }
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
    fileprivate var beginsName: Bool { isLetter || self >= 0x80 || self == UInt8(ascii: "_") }
    fileprivate var continuesName: Bool { beginsName || isDigit || self == UInt8(ascii: "$") }
}
