internal import SeedModel

/// Collects what changed in a saved table since, as one more delta on it.
final class TableDelta {
    private let saved: SnapshotManifest.Table
    private let level: Int
    private var delta: SnapshotManifest.Delta
    private var file: CompressedFile?
    private var rawBytes = 0
    private var tally: DigestTally

    /// `since` is the snapshot that `saved` is in. Nil where its manifest has no digest to go on from.
    init?(on saved: SnapshotManifest.Table, since: SnapshotID, level: Int) {
        guard let tally = saved.rowDigest.flatMap({ DigestTally($0, rows: saved.rows) }) else { return nil }
        self.saved = saved
        self.tally = tally
        self.level = level
        let number = (saved.deltas ?? []).count + 1
        delta = SnapshotManifest.Delta(
            since: since.description, file: SnapshotFileName.delta(number, of: saved.table))
    }

    var isEmpty: Bool { delta.rows + delta.removed == 0 }
    var rows: Int { tally.rows }

    /// Whether a reader is better off with a delta than with all rows anew.
    func isWorthwhile(_ policy: DeltaPolicy) -> Bool {
        let earlier = saved.deltas ?? []
        let text = earlier.reduce(rawBytes) { $0 + $1.rawBytes }
        return isEmpty || policy.allows(deltas: earlier.count + 1, text: text, on: saved.stored)
    }

    /// A row that is new, or takes the place of one with the digest `old`.
    func put(_ row: [UInt8], digest: Int64, old: Int64?, in folder: borrowing Directory) throws {
        if let old { tally.remove(old) }
        tally.add(digest)
        delta.rows += 1
        try append(Array("+\t\(digest)\t".utf8) + row, in: folder)
    }

    /// A row that is gone; `key` is its match key as COPY text.
    func remove(_ key: [UInt8], digest: Int64, in folder: borrowing Directory) throws {
        tally.remove(digest)
        delta.removed += 1
        try append(Array("-\t".utf8) + key, in: folder)
    }

    private func append(_ line: [UInt8], in folder: borrowing Directory) throws {
        if file == nil {
            file = try CompressedFile(delta.file, in: folder, level: level, windowLog: CompressedFile.smallWindowLog)
        }
        let line = line + [CopyText.newline]
        rawBytes += line.count
        try file?.append(line.span)
    }

    /// The table as it is now; `description` says what it is, its files are those of `saved` and the new one.
    func finish(_ description: SnapshotManifest.Table) throws -> SnapshotManifest.Table {
        var table = description
        table.rows = tally.rows
        table.bytes = saved.bytes
        table.rawBytes = saved.rawBytes
        table.sha256 = saved.sha256
        table.digest = saved.digest
        table.index = saved.index
        table.rowDigest = saved.rowDigest.map { tally.digest(seed: $0.seed) }
        table.deltas = saved.deltas
        if let file = file.take() {
            let stored = try file.finish()
            delta.bytes = stored.bytes
            delta.rawBytes = stored.rawBytes
            delta.sha256 = stored.sha256
            table.deltas = (saved.deltas ?? []) + [delta]
        }
        if table.deltas != nil { table.baseRows = saved.baseRows ?? saved.rows }
        return table
    }
}
