import Postgres
import SeedModel

/// Turns what changed since a snapshot into the changes that undo it.
struct ChangedRows {
    let saved: SnapshotManifest.Table
    /// Indices of columns that a row which is there keeps as they are.
    let kept: [Int]
    private var rows: SavedRowReader
    private var changes = SpoolWriter()
    private var counts = ChangeCounts()
    private var liveRows: Int
    /// Rows that others wrote into the filter.
    private var staying = 0

    /// The files of `saved` must have been verified.
    init(saved: SnapshotManifest.Table, kept: [Int]) {
        self.saved = saved
        rows = SavedRowReader(of: saved)
        self.kept = kept
        liveRows = saved.rows
        counts.unchanged = saved.rows
    }

    /// Takes the next change in key order; the row's extras are its digest in the plan, its `Fate` should the snapshot not
    /// hold it, and who wrote it (`RunTransactions.provenance`).
    mutating func undo(_ change: LiveChange, in reader: borrowing SnapshotReader) throws {
        guard let savedRow = change.saved else {
            liveRows += 1
            guard let row = change.row else { return }
            switch Fate(rawValue: row.extras[1]) {
            case .isDeleted:
                counts.delete += 1
                try append(.delete, row, after: nil)
            case .stays: staying += 1
            case .isOutside: break
            case nil: throw invariant("its fate")
            }
            return
        }
        counts.unchanged -= 1
        let saved = try rows.read(savedRow, in: reader)
        guard let row = change.row else {
            liveRows -= 1
            counts.insert += 1
            return try append(.insert, nil, after: saved)
        }
        let after = kept.isEmpty ? saved : CopyText.line(saved, withFields: kept, of: row.line)
        guard row.line != after else {
            counts.unchanged += 1
            return
        }
        counts.update += 1
        try append(.update, row, after: after)
    }

    private mutating func append(_ kind: ChangeKind, _ row: LiveRow?, after: [UInt8]?) throws {
        var record = ChangeRecord(kind: kind, before: row?.line, after: after)
        if let row {
            guard let digest = Int64(row.extras[0]), let letter = row.extras[2].utf8.first else {
                throw invariant("its digest or who wrote it")
            }
            record.beforeDigest = digest
            record.provenance = Provenance(column: letter)
        }
        try changes.append(record.encoded)
    }

    private func invariant(_ missing: String) -> SeedError {
        SeedError(.invariant, "\(saved.table)", "a live row came without \(missing)")
    }

    consuming func plan(_ projection: Projection) throws -> TablePlan {
        var plan = TablePlan(
            projection, counts: counts, sourceRows: saved.rows, targetRows: liveRows,
            changes: ChangeLog(spool: try changes.finish(), keyCount: projection.keyCount))
        plan.notes = Fate.note(staying: staying).map { [$0] } ?? []
        return plan
    }
}
