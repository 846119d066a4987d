/// A compressed file of a snapshot: its name, sizes and digest.
package struct StoredFile: Sendable, Equatable, Codable {
    package var file: String
    /// Size of the file.
    package var bytes = 0
    /// Size of the text in it.
    package var rawBytes = 0
    /// SHA-256 of the file.
    package var sha256 = ""

    enum CodingKeys: String, CodingKey {
        case file, bytes, sha256
        case rawBytes = "raw_bytes"
    }
}
