import Crypto
import SeedModel
import Zstd

/// Writes a `PlanFile`, piece by piece.
struct PlanFileWriter: ~Copyable {
    private let file: PrivateFile
    private var hash: SHA256
    private var compressor: Compressor
    private var buffer: [UInt8] = []

    init(at path: String) throws {
        // All of it, and then the parts of self at once: what can't be copied is not taken apart by an error.
        let compressor = try Compressor(level: PlanFile.compression)
        let file = try PrivateFile(at: path)
        var hash = SHA256()
        try Self.write(PlanFile.firstLine.span, to: file, &hash)
        self.file = file
        self.hash = hash
        self.compressor = compressor
    }

    mutating func append(_ header: [UInt8]) throws {
        buffer.append(bigEndian: Int64(header.count), 8)
        buffer += header
        try drain()
    }

    mutating func append(_ records: Spool) throws {
        var reader = Spool.Reader(records)
        while let record = try reader.next() {
            buffer.append(bigEndian: Int64(record.count), 4)
            buffer += record
            if buffer.count >= 1 << 17 { try drain() }
        }
        try drain()
    }

    /// Gives the file its name; returns its digest, 64 hexadecimal digits.
    consuming func finish() throws -> String {
        try Self.end(&compressor, file, &hash)
        let digest = hash.finalize().description
        try file.write("\(digest)\n")
        try file.publish()
        return digest
    }

    private mutating func drain() throws {
        let bytes = buffer
        buffer.removeAll(keepingCapacity: true)
        try Self.compress(bytes.span, with: &compressor, file, &hash)
    }

    // Static, as a closure inside a method would hold all of self while parts of it change.
    private static func write(
        _ bytes: Span<UInt8>, to file: borrowing PrivateFile, _ hash: inout SHA256
    ) throws(SeedError) {
        hash.update(bytes)
        try file.write(bytes)
    }

    private static func compress(
        _ bytes: Span<UInt8>, with compressor: inout Compressor, _ file: borrowing PrivateFile, _ hash: inout SHA256
    ) throws {
        try compressor.compress(bytes) { try write($0, to: file, &hash) }
    }

    private static func end(
        _ compressor: inout Compressor, _ file: borrowing PrivateFile, _ hash: inout SHA256
    ) throws {
        try compressor.finish { try write($0, to: file, &hash) }
    }
}
