/// The names, calls and literals in SQL, found without knowing its grammar.
struct SQLTokens {
    /// In lower case but for quoted ones.
    private(set) var names: Set<String> = []
    /// Names before a parenthesis.
    private(set) var calls: Set<String> = []
    private(set) var literals: Set<String> = []

    init(_ sql: String) {
        let text = Array(sql.unicodeScalars)
        var index = 0
        var name: String?
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
        while index < text.count {
            let scalar = text[index]
            switch scalar {
            case "'":
                literals.insert(quoted(by: "'"))
                name = nil
            case "\"": name = quoted(by: "\"")
            case _ where scalar == "_" || scalar.properties.isAlphabetic:
                var word = ""
                while index < text.count,
                    text[index] == "_" || text[index] == "$" || text[index].properties.isAlphabetic
                        || text[index].properties.numericType != nil
                {
                    word.unicodeScalars.append(text[index])
                    index += 1
                }
                name = word.lowercased()
                names.insert(word.lowercased())
            case "(":
                if let name { calls.insert(name) }
                name = nil
                index += 1
            case " ": index += 1
            default:
                name = nil
                index += 1
            }
        }
    }
}
