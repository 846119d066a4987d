import SeedModel

/// Rows in the order of their match key, from a snapshot or from a spool, with some of their columns.
struct RowCursor {
    private var saved: SavedRows?
    private var spooled: Spool.Reader?
    private let codec: KeyCodec
    /// Indices of the columns that count, in the order in which they are wanted; nil is all as they come.
    private let fields: [Int]?
    /// In `KeyCodec` form.
    private(set) var key: [UInt8] = []
    /// COPY text without a newline; nil at the end, when every file has been checked.
    private(set) var row: [UInt8]?

    init(_ rows: SavedRows, codec: KeyCodec, fields: [Int]?) throws {
        saved = rows
        self.codec = codec
        self.fields = fields
        try advance()
    }

    init(_ lines: Spool, codec: KeyCodec) throws {
        spooled = Spool.Reader(lines)
        self.codec = codec
        fields = nil
        try advance()
    }

    mutating func advance() throws {
        if let line = try spooled?.next() {
            try codec.key(ofLine: line.span, into: &key)
            row = line
        } else if try saved?.next() == true, let rows = saved {
            key = rows.key
            row = fields.map { CopyText.line(rows.row, fields: $0) } ?? rows.row
        } else {
            row = nil
        }
    }
}

extension CopyText {
    /// The fields of `line` at `indices`, in their order.
    static func line(_ line: [UInt8], fields indices: [Int]) -> [UInt8] {
        let own = fields(line.span)
        var result: [UInt8] = []
        for (place, index) in indices.enumerated() {
            if place > 0 { result.append(tab) }
            result += line[own[index]]
        }
        return result
    }
}
