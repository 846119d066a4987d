internal import SeedModel
internal import Zstd

/// Writes the file of one table: COPY text in, a zstd frame out.
struct TableWriter: ~Copyable, Sendable {
    private var table: SnapshotManifest.Table
    private var tally = ContentTally()
    private var compressor: Compressor
    private var file: HashedFile

    init(_ table: SnapshotManifest.Table, in folder: borrowing Directory, level: Int, workers: Int) throws {
        let compressor: Compressor
        do {
            compressor = try Compressor(level: level, workers: workers)
        } catch {
            throw SeedError(.configuration, "snapshots.compression", error.description)
        }
        file = HashedFile(try folder.createFile(table.file))
        self.table = table
        self.compressor = compressor
    }

    mutating func append(_ text: Span<UInt8>) throws {
        tally.add(text)
        try Self.compress(text, with: &compressor, into: &file)
    }

    /// Ends the frame, flushes the file and returns the table with sizes and digests.
    consuming func finish() throws -> SnapshotManifest.Table {
        guard tally.endsWithLine else {
            throw SeedError(.invariant, table.table.description, "the last row of its snapshot is not complete")
        }
        try Self.end(&compressor, into: &file)
        table.rows = tally.rows
        table.rawBytes = tally.bytes
        table.digest = tally.digest()
        table.bytes = file.bytes
        table.sha256 = try file.finish()
        return table
    }

    // Static, as a closure inside a method would hold all of self while the compressor changes.
    private static func compress(
        _ text: Span<UInt8>, with compressor: inout Compressor, into file: inout HashedFile
    ) throws {
        do {
            try compressor.compress(text) { try file.write($0) }
        } catch let error as ZstdError {
            throw SeedError(.unexpected, "zstd", error.description)
        }
    }

    private static func end(_ compressor: inout Compressor, into file: inout HashedFile) throws {
        do {
            try compressor.finish { try file.write($0) }
        } catch let error as ZstdError {
            throw SeedError(.unexpected, "zstd", error.description)
        }
    }
}
