/// One row by which a table differs from what a snapshot saved of it.
struct LiveChange {
    enum Kind: UInt8 {
        /// There now, and not in the snapshot.
        case added
        /// Its digest is another one.
        case changed
        /// In the snapshot, and gone.
        case removed
    }

    let kind: Kind
    /// The match key in `KeyCodec` form.
    let key: [UInt8]
    /// Of the saved row; 0 for one that was added.
    let savedDigest: Int64
    /// Nil for one that was added.
    let saved: SavedRow?
    /// The row as it is now; nil for one that was removed.
    let row: LiveRow?
}

/// A row of a table as it is, with what was asked about it.
struct LiveRow {
    let digest: Int64
    /// What the `extras` of `LiveChanges` came to, as text.
    let extras: [String]
    /// COPY text without a newline, match key first.
    let line: [UInt8]

    /// Reads `digest`, extras and columns of a row, parted by tabs.
    init(_ text: [UInt8], extras count: Int) {
        var start = 0
        var fields: [String] = []
        let text = text.span
        for _ in 0...count {
            var end = start
            while end < text.count, text[end] != CopyText.tab { end += 1 }
            fields.append(String(decoding: text.extracting(start..<end).bytes, as: UTF8.self))
            start = min(end + 1, text.count)
        }
        digest = Int64(fields[0]) ?? 0
        extras = Array(fields.dropFirst())
        line = text.extracting(start...).bytes
    }
}

extension Span<UInt8> {
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(copying: self)
        return bytes
    }
}
