extension DocumentWriter {
    /// `text` in double quotes with the escapes of the form (RFC 8259, section 7; YAML 1.2.2, section 5.7).
    package func quoted(_ text: String) -> String {
        if text.utf8.allSatisfy(Self.isPlain) { return "\"\(text)\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                // Joiners are valid in both forms and part of ordinary text.
                if scalar.isHidden, scalar.value != 0x200D, scalar.value != 0xFE0F {
                    result += escape(scalar)
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// Beyond the first plane JSON has only surrogate pairs, which YAML readers refuse.
    private func escape(_ scalar: Unicode.Scalar) -> String {
        guard scalar.value > 0xFFFF else { return "\\u" + Self.hex(scalar.value, digits: 4) }
        if form == .yaml { return "\\U" + Self.hex(scalar.value, digits: 8) }
        return UTF16.encode(scalar).map { $0.reduce(into: "") { $0 += "\\u" + Self.hex(UInt32($1), digits: 4) } } ?? ""
    }

    private static func hex(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Whether a YAML key may go without quotes: lower case letters, digits and `_`, and no word with a meaning of its own.
    static func isPlainKey(_ name: String) -> Bool {
        guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        let isWord = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        return isWord && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(name)
    }
}
