/// A foreign key of the zoo.
package struct ZooReference: Sendable {
    package var columns: [String]
    /// Index of the table.
    package var parent: Int
    package var parentColumns: [String]
    /// ON DELETE, DEFERRABLE and the like.
    package var clauses: String
}
