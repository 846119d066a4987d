import SeedModel

/// What a rollback does about the hold of one row it changes.
enum HoldDecision: Equatable {
    /// The row it overwrites is what the source has: that is rejected.
    case rejectRow
    /// A sync deleted the row because the source has none: that is rejected.
    case rejectAbsence
    /// Somebody else wrote the row: what the source has is rejected, which is anything where that is not known.
    case reject(Hold.Rejected)
    /// What an earlier rollback rejected is rejected still.
    case keep
    /// What an earlier rollback rejected is put back: it may be promoted again.
    case lift

    /// `standing` is the hold the row has, `undone` the run that the snapshot was taken for, `columns` are the row's,
    /// `source` is what the source has of a row that somebody else wrote, `after` the digest of the row that is put back.
    init(
        _ record: ChangeRecord, standing: Hold?, undone: String?, columns: [String], source: Hold.Rejected?,
        after: String?
    ) {
        if record.provenance == .sync {
            self = .rejectRow
        } else if let source, source != .any {
            // What is put back may be just what the source has: then nothing is undone.
            self = source == after.map { .row(digest: $0) } ?? .absent ? .lift : .reject(source)
        } else if let standing {
            let isPutBack = standing.rejected != .any && standing.rejects(record.after, columns: columns)
            self = isPutBack || standing.run == undone ? .lift : .keep
        } else if record.kind == .insert {
            self = .rejectAbsence
        } else {
            self = record.provenance == .rollback ? .rejectRow : .reject(.any)
        }
    }

    /// What a new hold rejects; nil where there is none to be left. `row` is the one that is overwritten.
    func rejected(_ row: [UInt8]?, _ compared: ColumnSelection) -> Hold.Rejected? {
        switch self {
        case .rejectRow: row.map { .row(digest: compared.digest(of: $0)) }
        case .rejectAbsence: .absent
        case .reject(let rejected): rejected
        case .keep, .lift: nil
        }
    }
}
