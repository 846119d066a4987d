import SeedModel

/// What a rollback does about the hold of one row it changes.
enum HoldDecision: Equatable {
    /// The row it overwrites is what the source has: that is rejected.
    case rejectRow
    /// What the source has is rejected: no row where a sync deleted the target's, or what the source was found to have
    /// of a row that somebody else wrote or deleted, which is anything where it could not be asked.
    case reject(Hold.Rejected)
    /// What an earlier rollback rejected is rejected still.
    case keep
    /// What an earlier rollback rejected is put back: it may be promoted again.
    case lift

    /// `standing` are the holds the row has, `undone` the run that the snapshot was taken for, `columns` are the row's,
    /// `source` is what the source has where that was asked, `after` the digest of the row that is put back.
    init(
        _ record: ChangeRecord, standing: [Hold], undone: String?, columns: [String], source: Hold.Rejected?,
        after: String?
    ) {
        if record.provenance == .sync {
            self = .rejectRow
        } else if standing.contains(where: { $0.isPutBack(by: record, undone: undone, columns: columns) }) {
            self = .lift
        } else if let source, source != .any {
            // What is put back may be just what the source has, and of a row that was gone the source may have another:
            // then nothing that it has is undone.
            let isUndone =
                record.kind == .insert ? source == .absent : source != after.map { .row(digest: $0) } ?? .absent
            self = isUndone ? .reject(source) : .lift
        } else if !standing.isEmpty {
            self = .keep
        } else {
            self = record.provenance == .rollback ? .rejectRow : .reject(.any)
        }
    }

    /// What a new hold rejects; nil where there is none to be left. `row` is the one that is overwritten.
    func rejected(_ row: [UInt8]?, _ compared: ColumnSelection) -> Hold.Rejected? {
        switch self {
        case .rejectRow: row.map { .row(digest: compared.digest(of: $0)) }
        case .reject(let rejected): rejected
        case .keep, .lift: nil
        }
    }
}

extension Hold {
    /// Whether a rollback's change brings back what this hold rejects.
    fileprivate func isPutBack(by record: ChangeRecord, undone: String?, columns: [String]) -> Bool {
        run == undone || rejected != .any && rejects(record.after, columns: columns)
    }
}

extension ChangeRecord {
    /// Whether the target alone does not tell what a rollback of the row undoes: who deleted or edited it is not known.
    var asksSource: Bool { provenance == .other || kind == .insert }
}
