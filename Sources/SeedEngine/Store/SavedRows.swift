internal import SeedModel

/// The rows of a saved table in the order of their key: those that were written whole, with the deltas applied.
///
/// Where the deltas of a table name a key, the last of them says what its row is.
struct SavedRows {
    enum Content {
        /// `row` is read, `digest` is not.
        case rows
        /// `digest` is read, `row` is not: a small part of the bytes.
        case digests
    }

    private let table: SnapshotManifest.Table
    private let content: Content
    private let codec: KeyCodec
    private let base: LineCursor
    private let deltas: [DeltaCursor]
    private var baseKey: [UInt8] = []
    private var previousKey: [UInt8] = []
    private var hasBase = false
    /// Nil while the current row is the base's, else the delta it is from.
    private var current: DeltaCursor?
    /// Cursors on the key of the current row: they move before the next one.
    private var isBaseDone = true
    private var done: [DeltaCursor] = []
    private var isFirst = true
    private(set) var count = 0

    /// `reader` is of the snapshot that `table` is in; `codec` is of its key.
    init(
        _ content: Content, of table: SnapshotManifest.Table, codec: KeyCodec, in reader: borrowing SnapshotReader
    ) throws {
        self.table = table
        self.content = content
        self.codec = codec
        switch content {
        case .rows: base = try LineCursor(table.stored, in: reader)
        case .digests:
            guard let index = table.index else {
                throw SeedError(.invariant, "\(table.table)", "has no index in snapshot \(reader.id)")
            }
            base = try LineCursor(index, in: reader)
        }
        var deltas: [DeltaCursor] = []
        for delta in table.deltas ?? [] { deltas.append(try DeltaCursor(delta, codec: codec, in: reader)) }
        self.deltas = deltas
    }

    /// Moves to the next row; false at the end, when every file has been checked.
    mutating func next() throws -> Bool {
        while true {
            for delta in done { try delta.advance() }
            done.removeAll(keepingCapacity: true)
            if isBaseDone { try advanceBase() }
            guard !deltas.isEmpty else {
                guard hasBase else {
                    try checkEnd()
                    return false
                }
                count += 1
                return true
            }
            isBaseDone = false
            var smallest: [UInt8]? = hasBase ? baseKey : nil
            current = nil
            for delta in deltas {
                guard let key = delta.key else { continue }
                let order = smallest.map { KeyCodec.compare(key, $0) } ?? -1
                if order < 0 {
                    done.removeAll(keepingCapacity: true)
                    smallest = key
                }
                guard order <= 0 else { continue }
                done.append(delta)
                current = delta
            }
            guard smallest != nil else {
                try checkEnd()
                return false
            }
            if let current {
                isBaseDone = hasBase && current.key == baseKey
                if current.isRemoval { continue }
            } else {
                isBaseDone = true
            }
            count += 1
            return true
        }
    }

    /// The match key of the current row in `KeyCodec` form.
    var key: [UInt8] { current?.key ?? baseKey }

    /// The current row as COPY text, without its newline.
    var row: [UInt8] { current?.row ?? base.bytes }

    /// Where the current row is found; only `digests` need to be told.
    var saved: SavedRow { current.map { .delta($0.row) } ?? .base(line: base.lines) }

    /// The digest of the current row.
    private(set) var baseDigest: Int64 = 0
    var digest: Int64 { current?.digest ?? baseDigest }

    private mutating func advanceBase() throws {
        guard isFirst || hasBase else { return }
        hasBase = try base.advance()
        guard hasBase else { return }
        swap(&previousKey, &baseKey)
        try parseBase()
        guard isFirst || KeyCodec.compare(previousKey, baseKey) < 0 else {
            throw SeedError.damaged(base.path, "is not in the order of the key")
        }
        isFirst = false
    }

    private mutating func parseBase() throws {
        let (base, codec, content) = (base, codec, content)
        try base.withLine { line in
            var start = 0
            if content == .digests {
                while start < line.count, line[start] != CopyText.tab { start += 1 }
                guard start < line.count else { throw SeedError.damaged(base.path, "has a line without a key") }
                baseDigest = try KeyCodec.integer(line, 0..<start)
                start += 1
            }
            try codec.key(ofLine: line, from: start, into: &baseKey)
        }
    }

    private func checkEnd() throws {
        guard base.lines == table.baseRows ?? table.rows else {
            throw SeedError.damaged(base.path, "holds \(base.lines) rows instead of \(table.baseRows ?? table.rows)")
        }
        guard count == table.rows else {
            throw SeedError.damaged(base.path, "and its deltas hold \(count) rows instead of \(table.rows)")
        }
    }
}
