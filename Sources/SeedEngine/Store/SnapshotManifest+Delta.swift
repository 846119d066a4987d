extension SnapshotManifest {
    /// What changed in a table between two snapshots.
    package struct Delta: Sendable, Equatable, Codable {
        /// Id of the snapshot before the one it was first written for.
        package var since: String
        /// Rows that are new or other ones.
        package var rows = 0
        /// Keys whose rows are gone.
        package var removed = 0
        package var file: String
        package var bytes = 0
        /// Size of the text in it.
        package var rawBytes = 0
        package var sha256 = ""

        enum CodingKeys: String, CodingKey {
            case since, rows, removed, file, bytes, sha256
            case rawBytes = "raw_bytes"
        }

        var stored: StoredFile { StoredFile(file: file, bytes: bytes, rawBytes: rawBytes, sha256: sha256) }
    }
}
