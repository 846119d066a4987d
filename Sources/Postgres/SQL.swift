/// A statement and its values, built by string interpolation so that a value can't become syntax.
///
/// `\(value)` binds a text parameter, `\(ident: name)` quotes an identifier, `\(sql)` splices another statement,
/// and `\(raw: text)` is for text that is SQL already: greppable, and never data.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Fragment: Sendable {
        case text(String)
        case value(String?)
    }

    var fragments: [Fragment] = []

    package init(stringLiteral text: String) { fragments = [.text(text)] }
    package init(raw text: String) { fragments = [.text(text)] }
    package init(stringInterpolation: StringInterpolation) { fragments = stringInterpolation.fragments }

    package struct StringInterpolation: StringInterpolationProtocol {
        var fragments: [Fragment] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ literal: String) { fragments.append(.text(literal)) }
        package mutating func appendInterpolation(_ value: String?) { fragments.append(.value(value)) }
        package mutating func appendInterpolation(_ value: some BinaryInteger) { fragments.append(.text("\(value)")) }
        package mutating func appendInterpolation(_ sql: SQL) { fragments += sql.fragments }
        package mutating func appendInterpolation(raw: String) { fragments.append(.text(raw)) }
        package mutating func appendInterpolation(ident: String) {
            fragments.append(.text(SQL.quotedIdentifier(ident)))
        }
        package mutating func appendInterpolation(_ list: [SQL], separator: String = ", ") {
            fragments += SQL.joined(list, separator: separator).fragments
        }
    }

    package static func joined(_ list: [SQL], separator: String = ", ") -> SQL {
        var result = SQL(raw: "")
        for (position, item) in list.enumerated() {
            if position > 0 { result.fragments.append(.text(separator)) }
            result.fragments += item.fragments
        }
        return result
    }

    static func quotedIdentifier(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

extension SQL {
    /// The text with `$1…` for its values, and the values: the form of the extended protocol.
    package var parameterized: (text: String, values: [String?]) {
        var text = ""
        var values: [String?] = []
        for fragment in fragments {
            switch fragment {
            case .text(let part): text += part
            case .value(let value):
                values.append(value)
                text += "$\(values.count)"
            }
        }
        return (text, values)
    }

    /// The text with its values as quoted literals: the form of the simple protocol, needed by COPY and by several
    /// statements in one message. Relies on `client_encoding = UTF8`, which every session sets first.
    package var inlined: String {
        fragments.reduce(into: "") { text, fragment in
            switch fragment {
            case .text(let part): text += part
            case .value(let value): text += value.map(SQL.literal) ?? "NULL"
            }
        }
    }

    /// An escape string: right whatever `standard_conforming_strings` says.
    static func literal(_ value: String) -> String {
        var text = " E'"
        text.reserveCapacity(value.utf8.count + 4)
        for scalar in value.unicodeScalars {
            if scalar == "'" || scalar == "\\" { text.unicodeScalars.append(scalar) }
            text.unicodeScalars.append(scalar)
        }
        return text + "'"
    }
}

extension SQL {
    /// Statements of a message: one, and one for each semicolon that is not within quotes.
    static func statementCount(_ text: String) -> Int {
        var count = 1
        var quote: UInt8?
        for byte in text.utf8 {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: ";") {
                count += 1
            }
        }
        return count
    }
}
