import SeedModel

/// One conflict as a conflict file has it, with what was decided about it.
struct ConflictEntry: Sendable {
    enum Resolution: Sendable {
        /// Nobody has decided.
        case open
        case source, target
        case values([Value])
    }

    /// What a column is to get; nil is NULL.
    struct Value: Sendable {
        var column: String
        var value: String?
        var place: FilePlace
    }

    var job: String
    var to: String
    /// The table's name at the source.
    var table: String
    /// Match key: column and value.
    var key: [(column: String, value: String?)]
    /// `ConflictDigest` of what was decided about.
    var seen: String
    var resolution: Resolution
    var place: FilePlace

    var isOpen: Bool {
        guard case .open = resolution else { return false }
        return true
    }

    /// `public.flags code=a`, for a person; it holds values.
    var row: String {
        "\(table) " + key.map { "\($0.column)=\(Printable.key($0.value))" }.joined(separator: " ")
    }
}
