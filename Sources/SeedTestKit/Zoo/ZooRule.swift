/// What a zoo's job says of a table.
package struct ZooRule: Sendable {
    /// Index of the table.
    package var table: Int
    package var mode: String
    package var filter: String?
    package var ignore: [String]
}
