import SeedModel

/// What a rollback does about the hold of one row it changes.
enum HoldDecision: Equatable {
    /// The row it overwrites is what the source has: that is rejected.
    case rejectRow
    /// A sync deleted the row because the source has none: that is rejected.
    case rejectAbsence
    /// Somebody else wrote the row: what of the source is undone is not known.
    case rejectAnything
    /// What an earlier rollback rejected is rejected still.
    case keep
    /// What an earlier rollback rejected is put back: it may be promoted again.
    case lift

    /// `standing` is the hold the row has, `undone` the run that the snapshot was taken for, `columns` are the row's.
    init(_ record: ChangeRecord, standing: Hold?, undone: String?, columns: [String]) {
        if record.provenance == .sync {
            self = .rejectRow
        } else if let standing {
            let isPutBack = standing.rejected != .any && standing.rejects(record.after, columns: columns)
            self = isPutBack || standing.run == undone ? .lift : .keep
        } else if record.kind == .insert {
            self = .rejectAbsence
        } else {
            self = record.provenance == .rollback ? .rejectRow : .rejectAnything
        }
    }

    /// What a new hold rejects; nil where there is none to be left. `row` is the one that is overwritten.
    func rejected(_ row: [UInt8]?, _ compared: ColumnSelection) -> Hold.Rejected? {
        switch self {
        case .rejectRow: row.map { .row(digest: compared.digest(of: $0)) }
        case .rejectAbsence: .absent
        case .rejectAnything: .any
        case .keep, .lift: nil
        }
    }
}
