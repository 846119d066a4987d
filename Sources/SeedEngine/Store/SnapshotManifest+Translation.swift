extension SnapshotManifest {
    /// Columns of a saved table that its job compares as the match key of the row they reference. Holds know rows by it.
    package struct Translation: Sendable, Equatable, Codable {
        /// What the job calls it.
        package var name: String
        /// Columns that hold the reference, and that the job does not compare as they are.
        package var columns: [String]
        /// Columns that `value` reads.
        package var reads: [String]
        /// SQL of the key as text, over a row of the table that is called `seedd_row`.
        package var value: String
    }
}
