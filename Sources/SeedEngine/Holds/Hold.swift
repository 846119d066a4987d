import SeedModel

/// A row a rollback undid: a sync leaves it alone until its source value changes or it is released.
struct Hold: Sendable, Equatable {
    /// What the source had when it was undone.
    enum Rejected: Sendable, Equatable {
        /// A row with this digest over the hold's columns.
        case row(digest: String)
        /// No row: a sync had deleted the target's.
        case absent
        /// Something that is not known any more: whatever the source has is held.
        case any

        init(stored: String) {
            switch stored {
            case "absent": self = .absent
            case "any": self = .any
            default: self = .row(digest: stored)
            }
        }

        var stored: String {
            switch self {
            case .row(let digest): digest
            case .absent: "absent"
            case .any: "any"
            }
        }
    }

    /// `ColumnSelection.digest` of the row's key.
    var key: String
    /// Columns that the digest of a rejected row is over.
    var columns: [String]
    var rejected: Rejected
    /// The snapshot that was put back.
    var snapshot: String?
    /// The rollback.
    var run: String
    /// Day of the rollback, UTC, as `2026-11-20`.
    var since: String

    /// Whether the source's row, nil where it has none, is what was undone; `columns` are the row's.
    ///
    /// Where a column is not compared any more it can't be told, and the row stays out.
    func rejects(_ row: [UInt8]?, columns names: [String]) -> Bool {
        switch rejected {
        case .any: return true
        case .absent: return row == nil
        case .row(let digest):
            guard let row else { return false }
            guard let selection = ColumnSelection(columns, of: names) else { return true }
            return selection.digest(of: row) == digest
        }
    }

    /// For a person.
    var reason: String { "rolled back \(since)" + (snapshot.map { " to \($0)" } ?? "") }
}
