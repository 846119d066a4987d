internal import SeedModel

/// Where a saved row is found once the digests have been read.
enum SavedRow: Equatable {
    /// A line of the rows file, from 1.
    case base(line: Int)
    /// The row itself, as COPY text: deltas hold it beside its digest.
    case delta([UInt8])
}

/// Reads saved rows that were come by in the order of their keys.
struct SavedRowReader {
    private let table: SnapshotManifest.Table
    /// Opened when the first row of it is wanted.
    private var base: LineCursor?

    init(of table: SnapshotManifest.Table) { self.table = table }

    /// The row as COPY text.
    mutating func read(_ row: SavedRow, in reader: borrowing SnapshotReader) throws -> [UInt8] {
        switch row {
        case .delta(let row): return try table.requireFields(row, reader)
        case .base(let line):
            let base = try base ?? LineCursor(table.stored, in: reader)
            self.base = base
            while base.lines < line {
                guard try base.advance() else {
                    throw SeedError.damaged(base.path, "has less rows than its index")
                }
            }
            return try table.requireFields(base.bytes, reader)
        }
    }

    /// Reads on to the end, as only then what was read is to be trusted, unless the file was verified before.
    func finish() throws {
        while let base, try base.advance() {}
    }
}

extension SnapshotManifest.Table {
    /// A line that has a field for each column, and no more; what reads it counts on that.
    func requireFields(_ line: [UInt8], _ reader: borrowing SnapshotReader) throws(SeedError) -> [UInt8] {
        try requireFields(of: line.span, reader)
        return line
    }

    func requireFields(of line: Span<UInt8>, _ reader: borrowing SnapshotReader) throws(SeedError) {
        var tabs = 0
        for index in line.indices { tabs &+= line[index] == CopyText.tab ? 1 : 0 }
        guard tabs == max(0, columns.count - 1) else {
            throw .damaged(
                "\(reader.folder.path)/\(file)", "has a row of \(tabs + 1) columns instead of \(columns.count)")
        }
    }
}
