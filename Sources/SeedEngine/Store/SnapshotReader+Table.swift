internal import Crypto
internal import SeedModel

extension SnapshotReader {
    /// Calls `body` with each row of `table` as COPY text, without the newline, in the order of the match key.
    ///
    /// Memory is bounded by the longest row. The files are checked on the way and at the end: until this returns the rows
    /// are not to be trusted, so `verify` first where they can't be taken back. Throws `.badData`, and what `body` throws.
    package func readTable(_ table: SnapshotManifest.Table, lines body: (Span<UInt8>) throws -> Void) throws {
        if table.deltas != nil, let codec = table.codec {
            var rows = try SavedRows(.rows, of: table, codec: codec, in: self)
            while try rows.next() {
                let row = rows.row
                try table.requireFields(of: row.span, self)
                try body(row.span)
            }
            return
        }
        let lines = try LineCursor(table.stored, in: self)
        while try lines.advance() {
            try lines.withLine { line in
                try table.requireFields(of: line, self)
                try body(line)
            }
        }
        guard lines.lines == table.rows else {
            throw SeedError.damaged(lines.path, "holds \(lines.lines) rows instead of \(table.rows)")
        }
    }

    /// Reads `table` to its end; what `readTable` gives afterwards is what was saved, unless the file changes between.
    package func verify(_ table: SnapshotManifest.Table) throws {
        try verifyRows(of: table)
        guard let codec = table.codec, table.index != nil else { return }
        var tally = DigestTally()
        var rows = try SavedRows(.digests, of: table, codec: codec, in: self)
        while try rows.next() { tally.add(rows.digest) }
        guard let digest = table.rowDigest, tally == DigestTally(digest, rows: table.rows) else {
            throw SeedError.damaged(
                "\(folder.path)/\(table.file)", "and its deltas have other digests than they should")
        }
    }

    /// Compares the bytes of a file on disk with the manifest, without reading what they say.
    func verifyStored(_ expected: StoredFile) throws(SeedError) {
        let file = try folder.openFile(expected.file)
        var hash = SHA256()
        var bytes = 0
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try file.read(into: &buffer)
            guard count > 0 else { break }
            bytes += count
            hash.update(buffer.span.extracting(0..<count))
        }
        guard bytes == expected.bytes, hash.finalize().description == expected.sha256 else {
            throw SeedError.damaged(file.path, "is not the file that was written (SHA-256)")
        }
    }

    private func verifyRows(of table: SnapshotManifest.Table) throws {
        var frame = try FrameReader(table.stored, in: self)
        var tally = ContentTally()
        while try Self.read(&frame, into: &tally) {}
        let expected = table.baseRows ?? table.rows
        guard tally.endsWithLine, tally.rows == expected else {
            throw SeedError.damaged(frame.path, "holds \(tally.rows) rows instead of \(expected)")
        }
        guard tally.digest() == table.digest else {
            throw SeedError.damaged(frame.path, "holds other rows than were saved (digest)")
        }
    }

    private static func read(_ frame: inout FrameReader, into tally: inout ContentTally) throws -> Bool {
        try frame.read { tally.add($0) }
    }
}
