internal import Glibc
internal import SeedModel

/// Writes the index of a table (docs/SNAPSHOT_FORMAT.md) from the lines that the server sends.
final class RowIndex {
    private let table: TableName
    private let codec: KeyCodec
    private let seed: Int64
    private var key: [UInt8] = []
    private var previousKey: [UInt8] = []
    /// Nil once it was finished.
    private var file: CompressedFile?
    private var tally = DigestTally()

    init(of table: SnapshotManifest.Table, seed: Int64, in folder: borrowing Directory, level: Int) throws {
        guard let codec = table.codec else { throw Self.misuse }
        self.table = table.table
        self.codec = codec
        self.seed = seed
        file = try CompressedFile(
            SnapshotFileName.index(of: table.table), in: folder, level: level,
            windowLog: CompressedFile.smallWindowLog)
    }

    var rows: Int { tally.rows }
    var digest: RowDigest { tally.digest(seed: seed) }

    /// Takes whole lines of digest, tab and row, whose first columns are the match key; returns the rows.
    func take(_ lines: Span<UInt8>) throws -> [UInt8] {
        var rows: [UInt8] = []
        rows.reserveCapacity(lines.count)
        var text: [UInt8] = []
        var start = 0
        while start < lines.count {
            guard let end = lines.newline(from: start) else { throw Self.misuse }
            var row = start
            while row < end, lines[row] != CopyText.tab { row += 1 }
            row += 1
            guard row <= end else { throw Self.misuse }
            swap(&previousKey, &key)
            let keyEnd = try codec.key(ofLine: lines.extracting(0..<end), from: row, into: &key)
            guard tally.rows == 0 || KeyCodec.compare(previousKey, key) < 0 else { throw disorder }
            tally.add(try KeyCodec.integer(lines, start..<(row - 1)))
            text.append(copying: lines.extracting(start..<keyEnd))
            text.append(CopyText.newline)
            rows.append(copying: lines.extracting(row...end))
            start = end + 1
        }
        try file?.append(text.span)
        return rows
    }

    func finish() throws -> StoredFile {
        guard let file = file.take() else { throw Self.misuse }
        return try file.finish()
    }

    private var disorder: SeedError {
        SeedError(
            .badData, "\(table)", "two rows have the same match key, or sort otherwise than their text",
            hint: "choose a `match:` that is unique",
            detail: codec.decode(key).map { $0 ?? "NULL" }.joined(separator: ", "))
    }

    private static var misuse: SeedError { SeedError(.invariant, "snapshot", "a row came without its digest") }
}

extension Span<UInt8> {
    /// Where the next newline is, from `index` on.
    func newline(from index: Int) -> Int? {
        unsafe withUnsafeBytes { bytes in
            guard index < bytes.count, let base = bytes.baseAddress,
                let found = unsafe memchr(base + index, 10, bytes.count - index)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }
}
