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

    /// The files of `saved` must have been verified.
    init(saved: SnapshotManifest.Table, kept: [Int]) {
        self.saved = saved
        rows = SavedRowReader(of: saved)
        self.kept = kept
        liveRows = saved.rows
        counts.unchanged = saved.rows
    }

    /// Takes the next change in key order; the row's extras are its digest in the plan, 1 if it may be deleted, and who
    /// wrote it (`RunTransactions.provenance`).
    mutating func undo(_ change: LiveChange, in reader: borrowing SnapshotReader) throws {
        guard let savedRow = change.saved else {
            liveRows += 1
            guard let row = change.row, row.extras[1] == "1" else { return }
            counts.delete += 1
            return try append(.delete, row, after: nil)
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
        let digest = row.flatMap { Int64($0.extras[0]) } ?? 0
        var record = ChangeRecord(kind: kind, beforeDigest: digest, before: row?.line, after: after)
        if let letter = row?.extras[2].utf8.first { record.provenance = Provenance(column: letter) }
        try changes.append(record.encoded)
    }

    consuming func plan(_ projection: Projection) throws -> TablePlan {
        TablePlan(
            projection, counts: counts, sourceRows: saved.rows, targetRows: liveRows,
            changes: ChangeLog(spool: try changes.finish(), keyCount: projection.keyCount))
    }
}
