package import SeedModel

extension Plan {
    /// The plan as it is after somebody decided about each row of one table.
    ///
    /// What is left out stays in the plan, unwritten: how a row was promoted last is kept for it. How far the source was
    /// read is then not stored, so that the next run finds the row again.
    package func deciding(in table: TableName, _ decide: (Change) throws -> RowDecision) throws -> Plan {
        var plan = self
        for index in plan.tables.indices where plan.tables[index].target == table {
            try plan.tables[index].decide(decide)
        }
        return plan
    }
}

extension TablePlan {
    fileprivate mutating func decide(_ decide: (Change) throws -> RowDecision) throws {
        var writer = SpoolWriter()
        var (counts, edits) = (counts, edits)
        var (leavesOut, movesBase) = (false, false)
        try changes.forEachRecord { old in
            let record = try old.decided(decide(changes.change(old)))
            if record != old {
                counts.remove(old)
                counts.add(record)
                if old.edit != nil { edits.kept += record.keptRows - old.keptRows }
                leavesOut = leavesOut || !record.kind.isWritten
                movesBase = movesBase || record.edit?.movesBase(from: old.edit) == true
            }
            try writer.append(record.encoded)
            return true
        }
        self.counts = counts
        self.edits = edits
        if leavesOut { watermark = nil }
        // To be stored even where no row is to be written.
        if movesBase { base?.isStale = true }
        changes = ChangeLog(spool: try writer.finish(), keyCount: changes.keyCount)
    }
}

extension ChangeRecord {
    /// 1 where the row stays as the target has it, and nobody has to decide.
    fileprivate var keptRows: Int { kind == .conflict && edit?.isKept == true ? 1 : 0 }

    /// The change that writes the source's row, or takes away what the source does not have.
    private var writing: ChangeKind { before == nil ? .insert : after == nil ? .delete : .update }

    fileprivate func decided(_ decision: RowDecision) -> ChangeRecord {
        var record = self
        switch decision {
        case .asPlanned: break
        case .leave(let reason, let isOpen):
            guard kind.isWritten else { break }
            record.kind = .conflict
            record.reason = reason
            record.edit = edit ?? RecordedEdit()
            record.edit?.isKept = !isOpen
        case .source:
            guard kind == .conflict else { break }
            record.kind = writing
            record.edit?.isKept = false
            record.edit?.conflicting = []
        case .target:
            guard kind == .conflict else { break }
            record.edit = edit ?? RecordedEdit()
            record.edit?.isKept = true
            // What the source has counts as promoted: only something else is a conflict again.
            if let after { record.edit?.newBase = after } else { record.edit?.forgetsBase = true }
        case .values(let values):
            record.kind = before == nil ? .insert : .update
            record.edit = edit ?? RecordedEdit()
            record.edit?.isKept = false
            record.edit?.conflicting = []
            if let after { record.edit?.newBase = after }
            record.after = CopyText.encode(values)
            record.afterDigest = nil
        }
        return record
    }
}

extension ChangeCounts {
    /// A row that is kept is to a count like one that is equal on both sides; what the target has not got is no row of it.
    fileprivate mutating func add(_ record: ChangeRecord) { count(record, 1) }
    fileprivate mutating func remove(_ record: ChangeRecord) { count(record, -1) }

    private mutating func count(_ record: ChangeRecord, _ rows: Int) {
        if record.keptRows > 0 {
            if record.before != nil { unchanged += rows }
        } else {
            self[record.kind] += rows
        }
    }
}
