/// The names, calls and literals in SQL, found without knowing its grammar.
struct SQLTokens {
    /// In lower case but for quoted ones.
    private(set) var names: Set<String> = []
    /// Names before a parenthesis.
    private(set) var calls: Set<String> = []
    /// Those of them that are written with a schema which is not the server's own.
    private(set) var foreignCalls: Set<String> = []
    private(set) var literals: Set<String> = []

    init(_ sql: String) {
        let text = Array(sql.unicodeScalars)
        var index = 0
        var name: String?
        var schema: String?
        func quoted(by mark: Unicode.Scalar) -> String {
            var value = ""
            index += 1
            while index < text.count {
                if text[index] == mark {
                    guard index + 1 < text.count, text[index + 1] == mark else { break }
                    index += 1
                }
                value.unicodeScalars.append(text[index])
                index += 1
            }
            index += 1
            return value
        }
        /// The text between `$tag$` and the next one, where one begins here.
        func dollarQuoted() -> String? {
            guard let second = text[(index + 1)...].firstIndex(of: "$") else { return nil }
            let mark = text[index...second]
            guard mark.dropFirst().dropLast().allSatisfy({ $0 == "_" || $0.properties.isAlphabetic }) else {
                return nil
            }
            let rest = text[(second + 1)...]
            guard let end = rest.indices.first(where: { text[$0...].starts(with: mark) }) else { return nil }
            var value = ""
            value.unicodeScalars.append(contentsOf: text[(second + 1)..<end])
            index = end + mark.count
            return value
        }
        while index < text.count {
            let scalar = text[index]
            switch scalar {
            case "$":
                if let value = dollarQuoted() { literals.insert(value) } else { index += 1 }
                (name, schema) = (nil, nil)
            case ".":
                (name, schema) = (nil, name)
                index += 1
            case "'":
                literals.insert(quoted(by: "'"))
                (name, schema) = (nil, nil)
            case "\"":
                if name != nil { schema = nil }
                name = quoted(by: "\"")
            case _ where scalar == "_" || scalar.properties.isAlphabetic:
                var word = ""
                while index < text.count,
                    text[index] == "_" || text[index] == "$" || text[index].properties.isAlphabetic
                        || text[index].properties.numericType != nil
                {
                    word.unicodeScalars.append(text[index])
                    index += 1
                }
                if name != nil { schema = nil }
                name = word.lowercased()
                names.insert(word.lowercased())
            case "(":
                if let name { calls.insert(name) }
                if let name, let schema, schema != "pg_catalog" { foreignCalls.insert("\(schema).\(name)") }
                (name, schema) = (nil, nil)
                index += 1
            case " ": index += 1
            default:
                (name, schema) = (nil, nil)
                index += 1
            }
        }
    }
}
