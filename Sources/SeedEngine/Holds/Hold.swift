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

    /// Why the change is held, for a person: also that it has something new the hold knows nothing of.
    func reason(for record: ChangeRecord, _ table: TablePlan) -> String {
        let reason = "rolled back \(since)" + (snapshot.map { " to \($0)" } ?? "")
        let newer = newerColumns(of: record, table)
        guard let first = newer.first else { return reason }
        guard newer.count > 1 else {
            return "\(reason); column \(first) is newer than the hold; seedd release promotes it"
        }
        return
            "\(reason); columns \(newer.joined(separator: ", ")) are newer than the hold; seedd release promotes them"
    }

    /// Columns that came to be compared after the rollback, and in which the source differs from the target.
    private func newerColumns(of record: ChangeRecord, _ table: TablePlan) -> [String] {
        guard case .row = rejected, let before = record.before, let after = record.after,
            let compared = table.comparedColumns
        else { return [] }
        let newer = compared.filter { !columns.contains($0) }
        guard let selection = ColumnSelection(newer, of: table.columns) else { return [] }
        let values = zip(selection.values(of: before), selection.values(of: after))
        return zip(newer, values).filter { $1.0 != $1.1 }.map(\.0)
    }
}
