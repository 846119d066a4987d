/// How a rule has changes found.
enum TrackedBy: CaseIterable {
    case changes
    case stamp
    /// The stamp's index may be read instead of the table.
    case trusted

    var settings: String {
        switch self {
        case .changes: "track: changes"
        case .stamp: "track: updated_at"
        case .trusted: "track: updated_at, trust: true"
        }
    }
}
