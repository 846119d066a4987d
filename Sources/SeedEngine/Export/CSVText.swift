/// Turns rows from COPY's text format into its CSV: every value quoted, NULL as nothing between two commas.
struct CSVText {
    /// What stands before a quote inside a value.
    enum Escape {
        /// Another quote, as every reader of CSV expects.
        case quote
        /// A backslash, which is doubled itself: for `ESCAPE '\'` of COPY.
        case backslash
    }

    let escape: Escape
    /// Whether some value holds a line `\.`: psql before version 18 takes it for the end of the data, in quotes or not.
    private(set) var holdsEndMarker = false

    init(escape: Escape) { self.escape = escape }

    /// Appends a row and a newline; `line` has none.
    mutating func append(_ line: Span<UInt8>, to text: inout [UInt8]) {
        for (index, field) in CopyText.fields(line).enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            guard let value = CopyText.unescaped(line, field) else { continue }
            append(value, to: &text)
        }
        text.append(CopyText.newline)
    }

    /// Appends the row of column names.
    mutating func append(header names: [String], to text: inout [UInt8]) {
        for (index, name) in names.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            append(Array(name.utf8), to: &text)
        }
        text.append(CopyText.newline)
    }

    private mutating func append(_ value: [UInt8], to text: inout [UInt8]) {
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        text.append(quote)
        for (index, byte) in value.enumerated() {
            if byte == quote {
                text.append(escape == .quote ? quote : backslash)
            } else if byte == backslash, escape == .backslash {
                text.append(backslash)
            }
            if byte == UInt8(ascii: "."), index > 1, value[index - 1] == backslash,
                value[index - 2] == CopyText.newline
            {
                holdsEndMarker = true
            }
            text.append(byte)
        }
        text.append(quote)
    }
}
