internal import SeedModel

/// Reads the lines of a delta (docs/SNAPSHOT_FORMAT.md): what became of the rows of some keys.
final class DeltaCursor {
    private let cursor: LineCursor
    private let codec: KeyCodec
    private let delta: SnapshotManifest.Delta
    private var removed = 0
    /// The match key in `KeyCodec` form; nil before the first line and after the last.
    private(set) var key: [UInt8]?
    /// The row of `key` is gone.
    private(set) var isRemoval = false
    private(set) var digest: Int64 = 0
    /// The row, without a newline; empty for a removal.
    private(set) var row: [UInt8] = []

    init(_ delta: SnapshotManifest.Delta, codec: KeyCodec, in reader: borrowing SnapshotReader) throws {
        cursor = try LineCursor(delta.stored, in: reader)
        self.codec = codec
        self.delta = delta
        try advance()
    }

    /// Moves to the next line; at the end `key` is nil and the file has been checked.
    func advance() throws {
        guard try cursor.advance() else {
            key = nil
            guard cursor.lines == delta.rows + delta.removed, removed == delta.removed else {
                throw SeedError.damaged(cursor.path, "has other numbers of lines than it should")
            }
            return
        }
        try cursor.withLine { try parse($0) }
    }

    private func parse(_ line: Span<UInt8>) throws {
        let previous = key
        var key: [UInt8] = []
        guard line.count > 2, line[1] == CopyText.tab else { throw malformed }
        switch line[0] {
        case UInt8(ascii: "-"):
            isRemoval = true
            removed += 1
            row = []
            guard try codec.key(ofLine: line, from: 2, into: &key) == line.count else { throw malformed }
        case UInt8(ascii: "+"):
            var end = 2
            while end < line.count, line[end] != CopyText.tab { end += 1 }
            guard end < line.count else { throw malformed }
            isRemoval = false
            digest = try KeyCodec.integer(line, 2..<end)
            row.removeAll(keepingCapacity: true)
            row.append(copying: line.extracting((end + 1)...))
            try codec.key(ofLine: line, from: end + 1, into: &key)
        default: throw malformed
        }
        if let previous, KeyCodec.compare(previous, key) >= 0 {
            throw SeedError.damaged(cursor.path, "is not in the order of the key")
        }
        self.key = key
    }

    private var malformed: SeedError { .damaged(cursor.path, "has a line that is no change") }
}
