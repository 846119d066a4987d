/// Text made safe to print on a terminal and in a log line: one line, no control or invisible character left raw.
///
/// Cells, names and server messages are written by others; a raw ESC or a right-to-left override in them could redraw
/// the screen or show one value as another. Escapes read as Swift's: `\n`, `\t`, `\u{1B}`.
package enum Printable {
    /// `text` with everything escaped that would not show as itself.
    package static func escaped(_ text: String) -> String {
        guard !text.utf8.allSatisfy(isPlain) else { return text }
        return text.reduce(into: "") { $0 += PrintedCharacter($1).text }
    }

    /// `text` escaped line by line: for messages that have lines of their own.
    package static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(
            separator: "\n")
    }

    /// `text` in double quotes; quotes and backslashes in it are escaped too, so two different texts never look alike.
    package static func quoted(_ text: String) -> String {
        "\"" + text.reduce(into: "") { $0 += PrintedCharacter($1, quoted: true).text } + "\""
    }

    /// A cell's value for people: `NULL`, a bare number, or quoted text.
    package static func cell(_ value: String?) -> String {
        guard let value else { return "NULL" }
        return isNumber(value) ? value : quoted(value)
    }

    /// A match key's value: as a cell, but bare where it is a plain word such as `WELCOME` or `mail.reset`.
    package static func key(_ value: String?) -> String {
        guard let value, isWord(value) else { return cell(value) }
        return value
    }

    /// Whether `text` is a decimal number as PostgreSQL writes it, without exponent, and can do without quotes.
    package static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        guard text.utf8.count - digits.count <= 1 else { return false }
        guard let first = digits.first, let last = digits.last, isDigit(first), isDigit(last) else { return false }
        var points = 0
        for byte in digits where !isDigit(byte) {
            points += 1
            guard byte == UInt8(ascii: "."), points == 1 else { return false }
        }
        return true
    }

    /// Whether `text` can stand without quotes in `name=value`; never so for what could be taken for NULL.
    package static func isWord(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, !first.isMark, text != "NULL" else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "_", "-", ".", ":", "/", "@", "+": true
            default: scalar.properties.isAlphabetic && !scalar.isHidden || scalar.isDecimalDigit
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isPlain(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) }
}
