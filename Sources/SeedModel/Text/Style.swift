/// How a piece of output looks where colour is on.
package enum Style: Sendable {
    case plain, heading, folded
    case inserted, updated, deleted
    /// The differing part of an old or a new value.
    case insertedPart, deletedPart

    /// Parameters of the "select graphic rendition" sequence (ECMA-48, 8.3.117); nil for none.
    var code: String? {
        switch self {
        case .plain: nil
        case .heading: "1"
        case .folded: "2"
        case .inserted: "32"
        case .updated: "33"
        case .deleted: "31"
        // Reversed, as blanks are told from nothing by that alone.
        case .insertedPart: "7;32"
        case .deletedPart: "7;31"
        }
    }

    /// Whether a blank is seen to have it.
    var showsBlanks: Bool { self == .insertedPart || self == .deletedPart }
}
