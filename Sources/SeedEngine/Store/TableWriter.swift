internal import SeedModel

/// Writes the rows of one table whole, and their index where there are digests.
struct TableWriter: ~Copyable {
    private var table: SnapshotManifest.Table
    private var tally = ContentTally()
    private var rows: CompressedFile
    private let index: RowIndex?

    /// `digestSeed`: rows come with digests of this seed, by `append(digested:)`.
    init(
        _ table: SnapshotManifest.Table, digestSeed: Int64?, in folder: borrowing Directory, level: Int, workers: Int
    ) throws {
        let rows = try CompressedFile(table.file, in: folder, level: level, workers: workers)
        index = try digestSeed.map { try RowIndex(of: table, seed: $0, in: folder, level: level) }
        self.table = table
        self.rows = rows
    }

    mutating func append(_ text: Span<UInt8>) throws {
        tally.add(text)
        try rows.append(text)
    }

    /// Adds whole lines of digest, tab and row.
    mutating func append(digested lines: Span<UInt8>) throws {
        guard let index else { return }
        let before = index.rows
        let text = try index.take(lines)
        tally.add(text.span, lines: index.rows - before)
        try rows.append(text.span)
    }

    /// Ends the files, flushes them and returns the table with sizes and digests.
    consuming func finish() throws -> SnapshotManifest.Table {
        guard tally.endsWithLine else {
            throw SeedError(.invariant, table.table.description, "the last row of its snapshot is not complete")
        }
        var table = table
        let stored = try rows.finish()
        table.bytes = stored.bytes
        table.sha256 = stored.sha256
        table.rows = tally.rows
        table.rawBytes = tally.bytes
        table.digest = tally.digest()
        if let index {
            table.rowDigest = index.digest
            table.index = try index.finish()
        }
        return table
    }
}
