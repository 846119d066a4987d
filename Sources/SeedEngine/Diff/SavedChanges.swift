import SeedModel

/// Collects what changed in a table since it was saved: the saved rows come from the snapshot, the others with the change.
struct SavedChanges {
    private let saved: SnapshotManifest.Table
    private let table: ComparedTable
    private var rows: SavedRows?
    private var changes = SpoolWriter()
    private var counts = ChangeCounts()
    private var liveRows: Int

    init(of saved: SnapshotManifest.Table, _ table: ComparedTable) {
        self.saved = saved
        self.table = table
        counts.unchanged = saved.rows
        liveRows = saved.rows
    }

    /// Takes the next change in key order.
    mutating func add(_ change: LiveChange, in reader: borrowing SnapshotReader) throws {
        guard change.kind != .added else {
            liveRows += 1
            counts.insert += 1
            return try changes.append(ChangeRecord(kind: .insert, after: change.row?.line).encoded)
        }
        let before = try savedRow(change.key, in: reader)
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

    private mutating func savedRow(_ key: [UInt8], in reader: borrowing SnapshotReader) throws -> [UInt8] {
        var rows = try rows ?? SavedRows(.rows, of: saved, codec: table.codec, in: reader)
        defer { self.rows = rows }
        return try rows.row(of: key, in: reader)
    }

    /// Reads what was begun to its end, as only then what it gave is to be trusted.
    consuming func plan() throws -> TablePlan {
        if var rows { while try rows.next() {} }
        return table.plan(
            counts: counts, rowsBefore: saved.rows, rowsAfter: liveRows,
            changes: ChangeLog(spool: try changes.finish(), keyCount: table.key.count))
    }
}
