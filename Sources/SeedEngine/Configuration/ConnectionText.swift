import SeedModel

/// Rules for connection strings as people write them. Messages never repeat the text.
enum ConnectionText {
    /// `postgres://` and `postgresql+driver://` become `postgresql://`; keyword strings stay as they are.
    static func normalized(_ text: String) -> String {
        let trimmed = String(
            text.trimmingPrefix(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard let separator = trimmed.firstRange(of: "://"), isPostgres(scheme: trimmed[..<separator.lowerBound]) else {
            return trimmed
        }
        return "postgresql://" + trimmed[separator.upperBound...]
    }

    /// Why a text can't be a connection string; nil where it may be one.
    static func problem(in text: String, isExpanded: Bool = false) -> String? {
        let text = normalized(text)
        if text.isEmpty { return "is empty" }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return "holds a line break or another control character"
        }
        // Until it is expanded, nothing is known of a text that starts with a variable.
        if text.hasPrefix("postgresql://") || text.hasPrefix("$") && !isExpanded { return nil }
        if let separator = text.firstRange(of: "://"), !text[..<separator.lowerBound].contains("=") {
            return "is no PostgreSQL URL; it must start with postgresql://"
        }
        return text.contains("=") ? nil : "is neither a PostgreSQL URL nor a string of keyword=value pairs"
    }

    static func isVariableName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy(isNameByte)
    }

    /// A plain file name, so that a credential can't be read from outside its directory.
    static func isFileName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255 && text != "." && text != ".."
            && !text.unicodeScalars.contains { $0 == "/" || $0.value < 0x20 }
    }

    /// Replaces `$NAME` and `${NAME}`; a dollar sign with anything else after it stays.
    static func expanded<Failure: Error>(
        _ text: String, _ value: (String) throws(Failure) -> String
    ) throws(Failure) -> String {
        var result = ""
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            let after = rest[rest.index(after: dollar)...]
            let braced = after.first == "{"
            let start = braced ? after.dropFirst() : after
            let name = start.prefix { $0.utf8.count == 1 && $0.utf8.allSatisfy(isNameByte) }
            let end = start.dropFirst(name.count)
            guard isVariableName(String(name)), !braced || end.first == "}" else {
                result += "$"
                rest = after
                continue
            }
            result += try value(String(name))
            rest = braced ? end.dropFirst() : end
        }
        return result + rest
    }

    /// Whether a password is written out, not left to a variable.
    static func holdsPassword(_ text: String) -> Bool {
        let literal = expanded(text) { (_: String) -> String in "" }
        // A URL that can't be taken apart most likely holds a password with an unescaped delimiter.
        guard let display = ConnectionDisplay(normalized(literal)) else { return literal.contains("@") }
        return display.hasPassword
    }

    private static func isPostgres(scheme: Substring) -> Bool {
        let base = scheme.lowercased().split(separator: "+", maxSplits: 1).first ?? ""
        return base == "postgres" || base == "postgresql"
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F: true
        default: false
        }
    }
}

extension ConnectionText {
    /// A connection string of the file without its secrets; a text that is one variable holds none.
    static func shown(_ text: String) -> String {
        let isVariable = text.hasPrefix("$") && expanded(text) { (_: String) -> String in "" }.isEmpty
        return isVariable ? text : ConnectionDisplay.of(normalized(text))
    }
}
