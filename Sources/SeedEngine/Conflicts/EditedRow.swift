import SeedModel

/// One change whose row was promoted before, or inserted in the target since, column by column.
struct EditedRow {
    /// Escaped values in the order of the plan's columns. What the base does not know counts as not edited.
    let ways: ThreeWay<ArraySlice<UInt8>>
    private let since: String?

    /// `isCompared` tells of each column; the others are never edited. `editedSince` is what the row's version tells.
    init(_ record: ChangeRecord, _ base: BaseRows.Row?, isCompared: [Bool], editedSince: String?) {
        func fields(_ line: [UInt8]?) -> [ArraySlice<UInt8>]? {
            line.map { line in CopyText.fields(line.span).map { line[$0] } }
        }
        let (source, target) = (fields(record.after), fields(record.before))
        guard let base else {
            ways = ThreeWay(base: nil, source: source, target: target)
            since = editedSince
            return
        }
        let other = target ?? source ?? []
        let known = other.indices.map { index in
            isCompared[index] && index < base.fields.count ? base.fields[index] ?? other[index] : other[index]
        }
        ways = ThreeWay(base: known, source: source, target: target)
        since = max(base.promotedAt, editedSince ?? "")
    }

    /// The change as it is carried out after the decision.
    func decided(_ record: ChangeRecord, _ decision: ConflictDecision) -> ChangeRecord {
        guard ways.isEdited else { return record }
        var record = record
        var edit = RecordedEdit(since: since, base: ways.base.map(line))
        switch decision {
        case .write: break
        case .merge(let kept):
            guard let before = record.before, let after = record.after else { break }
            let merged = CopyText.line(after, withFields: kept, of: before)
            if ways.source != ways.base { edit.newBase = after }
            if merged == before {
                record.kind = .conflict
                edit.isKept = true
            } else {
                record.after = merged
                record.afterDigest = nil
            }
        case .keep:
            record.kind = .conflict
            edit.isKept = true
        case .conflict(let columns):
            record.kind = .conflict
            edit.conflicting = columns
        }
        record.edit = edit
        return record
    }

    private func line(_ fields: [ArraySlice<UInt8>]) -> [UInt8] {
        Array(fields.joined(separator: [CopyText.tab]))
    }
}
