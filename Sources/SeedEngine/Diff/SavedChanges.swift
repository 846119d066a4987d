import SeedModel

/// Collects what changed in a table since it was saved: the saved rows come from the snapshot, the others with the change.
struct SavedChanges {
    private let saved: SnapshotManifest.Table
    private let table: ComparedTable
    private var rows: SavedRowReader
    private var changes = SpoolWriter()
    private var counts = ChangeCounts()
    private var liveRows: Int

    init(of saved: SnapshotManifest.Table, _ table: ComparedTable) {
        self.saved = saved
        self.table = table
        rows = SavedRowReader(of: saved)
        counts.unchanged = saved.rows
        liveRows = saved.rows
    }

    /// Takes the next change in key order.
    mutating func add(_ change: LiveChange, in reader: borrowing SnapshotReader) throws {
        guard let savedRow = change.saved else {
            liveRows += 1
            counts.insert += 1
            return try changes.append(ChangeRecord(kind: .insert, after: change.row?.line).encoded)
        }
        let before = try rows.read(savedRow, in: reader)
        guard let after = change.row?.line else {
            liveRows -= 1
            counts.unchanged -= 1
            counts.delete += 1
            return try changes.append(ChangeRecord(kind: .delete, before: before).encoded)
        }
        guard before != after else { return }
        counts.unchanged -= 1
        counts.update += 1
        try changes.append(ChangeRecord(kind: .update, before: before, after: after).encoded)
    }

    /// Reads what was begun to its end, as only then what it gave is to be trusted.
    consuming func plan() throws -> TablePlan {
        try rows.finish()
        return table.plan(
            counts: counts, rowsBefore: saved.rows, rowsAfter: liveRows,
            changes: ChangeLog(spool: try changes.finish(), keyCount: table.key.count))
    }
}
