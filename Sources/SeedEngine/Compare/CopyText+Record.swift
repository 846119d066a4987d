extension CopyText {
    /// A line's fields as one field: the literal of a composite value (PostgreSQL documentation, section 8.16.6).
    static func record(_ line: Span<UInt8>) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        let backslash = UInt8(ascii: "\\")
        var literal: [UInt8] = [UInt8(ascii: "(")]
        for (number, field) in fields(line).enumerated() {
            if number > 0 { literal.append(UInt8(ascii: ",")) }
            guard let value = unescaped(line, field) else { continue }
            literal.append(quote)
            for byte in value {
                if byte == quote || byte == backslash { literal.append(byte) }
                literal.append(byte)
            }
            literal.append(quote)
        }
        literal.append(UInt8(ascii: ")"))
        return encode(bytes: literal)
    }
}
