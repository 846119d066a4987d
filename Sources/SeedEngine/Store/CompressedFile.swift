internal import SeedModel
internal import Zstd

/// A file of a snapshot being written: text in, a zstd frame out.
struct CompressedFile: ~Copyable, Sendable {
    /// Of files that are read beside others: an index and each delta.
    static let smallWindowLog = 20

    private let name: String
    private var compressor: Compressor
    private var file: HashedFile
    /// Size of the text so far.
    private(set) var rawBytes = 0

    init(
        _ name: String, in folder: borrowing Directory, level: Int, workers: Int = 0, windowLog: Int? = nil
    ) throws {
        let compressor = try Self.compressor(level: level, workers: workers, windowLog)
        let file = HashedFile(try folder.createFile(name))
        self.name = name
        self.compressor = compressor
        self.file = file
    }

    private static func compressor(level: Int, workers: Int, _ windowLog: Int?) throws(SeedError) -> Compressor {
        do {
            return try Compressor(level: level, workers: workers, windowLog: windowLog)
        } catch {
            throw SeedError(.configuration, "snapshots.compression", error.description)
        }
    }

    mutating func append(_ text: Span<UInt8>) throws {
        rawBytes += text.count
        try Self.compress(text, with: &compressor, into: &file)
    }

    /// Ends the frame and flushes the file to disk.
    consuming func finish() throws -> StoredFile {
        try Self.end(&compressor, into: &file)
        let bytes = file.bytes
        return StoredFile(file: name, bytes: bytes, rawBytes: rawBytes, sha256: try file.finish())
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
