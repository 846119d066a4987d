/// A shell-like pattern over `schema.table`: `*` is any run of characters, `?` is one.
package struct Glob: Sendable, Hashable {
    package let pattern: String

    package init(_ pattern: String) { self.pattern = pattern }

    package var isLiteral: Bool { !pattern.contains { $0 == "*" || $0 == "?" } }

    /// Whether `--table` with this pattern means the table: by its whole name, or by the bare one.
    package func selects(_ table: TableName) -> Bool { matches("\(table)") || matches(table.name) }

    /// Greedy matching that goes back to the last star only: linear for one star, quadratic at worst.
    package func matches(_ text: String) -> Bool {
        let pattern = Array(self.pattern.unicodeScalars)
        let text = Array(text.unicodeScalars)
        var position = 0
        var index = 0
        var star: (pattern: Int, text: Int)?
        while index < text.count {
            if position < pattern.count, pattern[position] == "*" {
                star = (position + 1, index)
                position += 1
            } else if position < pattern.count, pattern[position] == "?" || pattern[position] == text[index] {
                position += 1
                index += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                position = last.pattern
                index = last.text + 1
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == "*" }
    }
}
