extension ConnectionDisplay {
    /// Reads `host=db user='app' password=…` by libpq's rules: values may be quoted, a backslash escapes.
    init?(keywords text: String) {
        self.init()
        var rest = Substring(text)
        var found = false
        while true {
            rest = rest.drop(while: \.isWhitespace)
            guard !rest.isEmpty else { break }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let keyword = rest[..<equals].trimmingSuffix(while: \.isWhitespace)
            guard !keyword.isEmpty, !keyword.contains(where: \.isWhitespace) else { return nil }
            rest = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
            guard let value = Self.takeValue(&rest) else { return nil }
            take(String(keyword), value: value)
            found = true
        }
        // libpq takes a database name that is itself a connection string.
        guard found, isPlausible, !database.contains("=") else { return nil }
    }

    /// Sets the part a keyword names; passwords only leave a mark.
    mutating func take(_ keyword: String, value: String) {
        switch keyword {
        case "user": user = value
        case "host": host = value
        case "hostaddr": if host.isEmpty { host = value }
        case "port": port = value
        case "dbname": database = value
        case "password", "sslpassword", "oauth_client_secret": hasPassword = hasPassword || !value.isEmpty
        default: break
        }
    }

    /// nil where a quote is not closed.
    private static func takeValue(_ rest: inout Substring) -> String? {
        var value = ""
        let quoted = rest.first == "'"
        if quoted { rest = rest.dropFirst() }
        while let character = rest.first {
            if !quoted, character.isWhitespace { return value }
            rest = rest.dropFirst()
            switch character {
            case "'" where quoted: return value
            case "\\": if let escaped = rest.popFirst() { value.append(escaped) }
            default: value.append(character)
            }
        }
        return quoted ? nil : value
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
        var end = endIndex
        while end > startIndex, isDropped(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }
}
