internal import Crypto
internal import SeedModel

/// A file being written, with size and digest of what went into it.
struct HashedFile: ~Copyable, Sendable {
    private let file: StoreFile
    private var hash = SHA256()
    private(set) var bytes = 0

    init(_ file: consuming StoreFile) { self.file = file }

    mutating func write(_ bytes: Span<UInt8>) throws(SeedError) {
        try file.write(bytes)
        hash.update(bytes)
        self.bytes += bytes.count
    }

    /// Flushes the file to disk, closes it and returns the digest.
    consuming func finish() throws(SeedError) -> String {
        try file.synchronize()
        return hash.finalize().description
    }
}
