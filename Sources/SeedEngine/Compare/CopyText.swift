/// PostgreSQL's COPY text format, one line at a time (documentation of COPY, "Text Format").
package enum CopyText {
    static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")
    private static let backslash = UInt8(ascii: "\\")
    static let null = Array("\\N".utf8)

    /// The fields of a line without its newline, still escaped. A tab inside a value is escaped, so this is exact.
    package static func fields(_ line: Span<UInt8>) -> [Range<Int>] {
        var fields: [Range<Int>] = []
        var start = 0
        for index in line.indices where line[index] == tab {
            fields.append(start..<index)
            start = index + 1
        }
        fields.append(start..<line.count)
        return fields
    }

    /// The bytes of a field; nil is NULL.
    package static func unescaped(_ line: Span<UInt8>, _ field: Range<Int>) -> [UInt8]? {
        guard !isNull(line, field) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(field.count)
        unescape(line, field, into: &bytes)
        return bytes
    }

    static func isNull(_ line: Span<UInt8>, _ field: Range<Int>) -> Bool {
        field.count == 2 && line[field.lowerBound] == backslash && line[field.lowerBound + 1] == UInt8(ascii: "N")
    }

    /// Appends the bytes of a field that is not NULL.
    static func unescape(_ line: Span<UInt8>, _ field: Range<Int>, into bytes: inout [UInt8]) {
        var index = field.lowerBound
        while index < field.upperBound {
            if line[index] == backslash, index + 1 < field.upperBound {
                index += 1
                bytes.append(unescaped(line[index]))
            } else {
                bytes.append(line[index])
            }
            index += 1
        }
    }

    /// COPY TO writes only these escapes; octal and hex forms are for input.
    private static func unescaped(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "b"): 8
        case UInt8(ascii: "f"): 12
        case UInt8(ascii: "n"): 10
        case UInt8(ascii: "r"): 13
        case UInt8(ascii: "t"): 9
        case UInt8(ascii: "v"): 11
        default: byte
        }
    }

    /// The values of a line as text; bytes that are not UTF-8 become U+FFFD, which is for showing and never written.
    package static func decode(_ line: [UInt8]) -> [String?] {
        let span = line.span
        return fields(span).map { field in unescaped(span, field).map { String(decoding: $0, as: UTF8.self) } }
    }

    /// `line` with the fields at `indices` taken from `other`, which has as many.
    static func line(_ line: [UInt8], withFields indices: [Int], of other: [UInt8]) -> [UInt8] {
        let own = fields(line.span)
        let others = fields(other.span)
        var result: [UInt8] = []
        for index in own.indices {
            if index > 0 { result.append(tab) }
            result += indices.contains(index) && index < others.count ? other[others[index]] : line[own[index]]
        }
        return result
    }

    /// A line without its newline, as COPY FROM reads it.
    package static func encode(_ values: [String?]) -> [UInt8] {
        var line: [UInt8] = []
        for (index, value) in values.enumerated() {
            if index > 0 { line.append(tab) }
            guard let value else {
                line += [backslash, UInt8(ascii: "N")]
                continue
            }
            line += encode(bytes: value.utf8)
        }
        return line
    }

    /// One value, escaped.
    static func encode(bytes: some Sequence<UInt8>) -> [UInt8] {
        var field: [UInt8] = []
        for byte in bytes {
            switch byte {
            case backslash: field += [backslash, backslash]
            case tab: field += [backslash, UInt8(ascii: "t")]
            case newline: field += [backslash, UInt8(ascii: "n")]
            case 13: field += [backslash, UInt8(ascii: "r")]
            default: field.append(byte)
            }
        }
        return field
    }
}
