/// A table of the zoo.
package struct ZooTable: Sendable {
    package struct Column: Sendable {
        package var name: String
        package var type: ZooType
        /// What the definition says beside the type.
        package var suffix = ""
        package var isWritten = true
    }

    /// Quoted for SQL.
    package var name: String
    /// The key's columns come first.
    package var columns: [Column]
    package var keyCount: Int
    /// Names of columns with a unique value, in whatever way.
    package var uniques: [String] = []
    package var references: [ZooReference] = []
    /// Only the target has it.
    package var extra: Column?
    /// `INHERITS` or `PARTITION BY`.
    package var suffix = ""
    package var isPartitioned: Bool { suffix.hasPrefix(" PARTITION") }

    package var key: [String] { columns.prefix(keyCount).map(\.name) }
    package var keyList: String { key.joined(separator: ", ") }

    package func creation(columns: [Column]) -> String {
        let lines = columns.map { "\($0.name) \($0.type.sql($0.name))\($0.suffix)" }
        return "CREATE TABLE \(name) (\((lines + ["PRIMARY KEY (\(keyList))"]).joined(separator: ", ")))\(suffix)"
    }

    /// The condition that finds the row with the n-th key.
    package func row(_ number: Int) -> String {
        columns.prefix(keyCount).map { "\($0.name) = \($0.type.value(number))" }.joined(separator: " AND ")
    }
}
