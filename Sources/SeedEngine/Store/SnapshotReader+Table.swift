internal import Crypto
internal import SeedModel
internal import Zstd

extension SnapshotReader {
    /// zstd levels up to 19 need 2^23 bytes; more would let a forged file ask for more memory than seedd may use.
    private static var windowLogMax: Int { 24 }

    /// Calls `body` with each row of `table` as COPY text, without the newline, in the order it was written.
    ///
    /// Memory is bounded by the longest row. The file is checked on the way and at the end: until this returns the rows
    /// are not to be trusted, so `verify` first where they can't be taken back. Throws `.badData`, and what `body` throws.
    package func readTable(_ table: SnapshotManifest.Table, lines body: (Span<UInt8>) throws -> Void) throws {
        var splitter = LineSplitter()
        try readTable(table, chunks: { try splitter.split($0, body) })
    }

    /// Calls `body` with the COPY text of `table` in pieces cut anywhere; trust and errors as with rows.
    package func readTable(_ table: SnapshotManifest.Table, chunks body: (Span<UInt8>) throws -> Void) throws {
        let file = try folder.openFile(table.file)
        try check(file, is: table)
        var tally = ContentTally()
        var hash = SHA256()
        do {
            var decompressor = try Decompressor(windowLogMax: Self.windowLogMax)
            var buffer = [UInt8](repeating: 0, count: 128 << 10)
            while true {
                let count = try file.read(into: &buffer)
                guard count > 0 else { break }
                let piece = buffer.span.extracting(0..<count)
                hash.update(piece)
                try decompressor.decompress(piece) { text in
                    guard text.count <= table.rawBytes - tally.bytes else {
                        throw SeedError.damaged(file.path, "holds more than the \(table.rawBytes) bytes it should")
                    }
                    tally.add(text)
                    try body(text)
                }
            }
            try decompressor.finish()
        } catch let error as ZstdError {
            throw SeedError.damaged(file.path, "is damaged: \(error)")
        }
        try compare(tally, hash.finalize().description, with: table, file.path)
    }

    /// The cheap checks that need no reading.
    private func check(_ file: borrowing StoreFile, is table: SnapshotManifest.Table) throws(SeedError) {
        let status = try file.status()
        if status.isOpenToOthers { store.warn(file.path, wasOpen: status, isRepaired: file.makePrivate()) }
        guard status.size == table.bytes else {
            throw .damaged(file.path, "has \(status.size) bytes instead of \(table.bytes)")
        }
    }

    private func compare(
        _ tally: consuming ContentTally, _ sha256: String, with table: SnapshotManifest.Table, _ path: String
    ) throws(SeedError) {
        guard sha256 == table.sha256 else { throw .damaged(path, "is not the file that was written (SHA-256)") }
        guard tally.bytes == table.rawBytes else {
            throw .damaged(path, "holds \(tally.bytes) bytes of rows instead of \(table.rawBytes)")
        }
        guard tally.endsWithLine, tally.rows == table.rows else {
            throw .damaged(path, "holds \(tally.rows) rows instead of \(table.rows)")
        }
        guard tally.digest() == table.digest else { throw .damaged(path, "holds other rows than were saved (digest)") }
    }
}
