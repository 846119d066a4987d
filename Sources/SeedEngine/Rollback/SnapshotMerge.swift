import Postgres
import SeedModel

/// Merges the lines of a snapshot with the rows of the live table and collects what differs.
struct SnapshotMerge {
    private let codec: KeyCodec
    /// Indices of columns that a row which is there keeps as they are.
    private let kept: [Int]
    private var changes = SpoolWriter()
    private var counts = ChangeCounts()
    private var liveRows = 0

    /// The live row the merge stands on; nil at the end.
    private var live: [UInt8]?
    private var liveKey: [UInt8] = []
    private var liveDigest: Int64 = 0
    private var liveFate = Fate.isDeleted
    /// Rows that others wrote into the filter.
    private var staying = 0
    private var liveProvenance = Provenance.unknown
    private var savedKey: [UInt8] = []

    init(codec: KeyCodec, kept: [Int]) {
        self.codec = codec
        self.kept = kept
    }

    /// Reads the next live row: `digest<TAB>fate<TAB>provenance<TAB>line<NEWLINE>`.
    mutating func advance(_ session: borrowing Session) throws {
        var row: [UInt8] = []
        guard try session.copyRow(into: &row) else {
            live = nil
            return
        }
        row.removeLast()
        let tab = row.firstIndex(of: CopyText.tab) ?? row.endIndex
        guard let digest = Int64(String(decoding: row[..<tab], as: UTF8.self)), row.count > tab + 4,
            let fate = Fate(rawValue: String(decoding: row[(tab + 1)...(tab + 1)], as: UTF8.self))
        else { throw SeedError(.invariant, "rollback", "a live row came without its digest or its fate") }
        liveDigest = digest
        liveFate = fate
        liveProvenance = Provenance(column: row[tab + 3])
        row.removeSubrange(...(tab + 4))
        liveRows += 1
        try codec.key(ofLine: row.span, into: &liveKey)
        live = row
    }

    /// A line of the snapshot: rows before it are not in the snapshot, a row of its key may differ.
    mutating func see(_ line: Span<UInt8>, _ session: borrowing Session) throws {
        try codec.key(ofLine: line, into: &savedKey)
        while live != nil, KeyCodec.compare(liveKey, savedKey) < 0 { try deleteLive(session) }
        var saved = line.indices.map { line[$0] }
        guard let row = live, liveKey == savedKey else {
            counts.insert += 1
            try changes.append(ChangeRecord(kind: .insert, after: saved).encoded)
            return
        }
        if !kept.isEmpty { saved = CopyText.line(saved, withFields: kept, of: row) }
        if row == saved {
            counts.unchanged += 1
        } else {
            counts.update += 1
            try append(.update, before: row, after: saved)
        }
        try advance(session)
    }

    /// The snapshot has ended: what is left of the table was not in it.
    mutating func finish(_ session: borrowing Session) throws {
        while live != nil { try deleteLive(session) }
    }

    private mutating func deleteLive(_ session: borrowing Session) throws {
        guard let row = live else { return }
        switch liveFate {
        case .isDeleted:
            counts.delete += 1
            try append(.delete, before: row)
        case .stays: staying += 1
        case .isOutside: break
        }
        try advance(session)
    }

    private mutating func append(_ kind: ChangeKind, before: [UInt8], after: [UInt8]? = nil) throws {
        var record = ChangeRecord(kind: kind, beforeDigest: liveDigest, before: before, after: after)
        record.provenance = liveProvenance
        try changes.append(record.encoded)
    }

    consuming func plan(_ projection: Projection, savedRows: Int) throws -> TablePlan {
        var plan = TablePlan(
            projection, counts: counts, sourceRows: savedRows, targetRows: liveRows,
            changes: ChangeLog(spool: try changes.finish(), keyCount: projection.keyCount))
        plan.notes = Fate.note(staying: staying).map { [$0] } ?? []
        return plan
    }
}
