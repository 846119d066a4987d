import Postgres
import SeedModel

/// Turns what changed since a snapshot into the changes that undo it.
struct ChangedRows {
    let saved: SnapshotManifest.Table
    let codec: KeyCodec
    /// Indices of columns that a row which is there keeps as they are.
    let kept: [Int]
    private var rows: SavedRows?
    private var changes = SpoolWriter()
    private var counts = ChangeCounts()
    private var liveRows: Int

    init(saved: SnapshotManifest.Table, codec: KeyCodec, kept: [Int]) {
        self.saved = saved
        self.codec = codec
        self.kept = kept
        liveRows = saved.rows
        counts.unchanged = saved.rows
    }

    /// Takes the next change in key order; the row's extras are its digest in the plan, 1 if it may be deleted, and who
    /// wrote it (`RunTransactions.provenance`).
    mutating func undo(_ change: LiveChange, in reader: borrowing SnapshotReader) throws {
        if change.kind == .added {
            liveRows += 1
            guard let row = change.row, row.extras[1] == "1" else { return }
            counts.delete += 1
            return try append(.delete, row, after: nil)
        }
        counts.unchanged -= 1
        let saved = try savedRow(change.key, in: reader)
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

    private mutating func savedRow(_ key: [UInt8], in reader: borrowing SnapshotReader) throws -> [UInt8] {
        var rows = try rows ?? SavedRows(.rows, of: saved, codec: codec, in: reader)
        defer { self.rows = rows }
        while try rows.next() {
            let order = KeyCodec.compare(rows.key, key)
            if order == 0 { return rows.row }
            guard order < 0 else { break }
        }
        throw SeedError(
            .badData, "\(saved.table)", "has a row in the index of snapshot \(reader.id) that is not in its rows")
    }

    /// Reads the files that were begun to their end, as only then what they gave is to be trusted.
    consuming func plan(_ projection: Projection) throws -> TablePlan {
        if var rows { while try rows.next() {} }
        return TablePlan(
            projection, counts: counts, sourceRows: saved.rows, targetRows: liveRows,
            changes: ChangeLog(spool: try changes.finish(), keyCount: projection.keyCount))
    }
}
