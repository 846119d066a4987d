import SeedModel

/// The form of a file that holds saved plans: docs/SAVED_PLANS.md.
///
/// A line that names the form, one zstd frame, and a last line with the SHA-256 of everything before it. In the frame: the
/// length of a JSON document and the document, `SavedPlans.Header`, then the records it counts, each with its length.
enum PlanFile {
    static let formatVersion = 1
    static let name = "seedd plan "
    static var firstLine: [UInt8] { Array("\(name)\(formatVersion)\n".utf8) }
    /// Bytes of the last line.
    static let trailer = 65
    /// zstd's level: fast, and text of rows shrinks to a fraction at any.
    static let compression = 3
    /// A longer document is none that a plan needs.
    static let longestHeader = 1 << 30
}
