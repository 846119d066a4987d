internal import Crypto
internal import SeedModel
internal import Zstd

/// Reads the text of one compressed file piece by piece, and checks the file on the way.
///
/// Everything in it is hostile until the end was reached: sizes are bounded by the manifest before anything is kept.
struct FrameReader: ~Copyable {
    /// zstd levels up to 19 need 2^23 bytes; more would let a forged file ask for more memory than seedd may use.
    private static let windowLogMax = 24

    let path: String
    private let expected: StoredFile
    private let file: StoreFile
    private var decompressor: Decompressor
    /// Nil once it was compared.
    private var hash: SHA256? = SHA256()
    private var input = [UInt8](repeating: 0, count: 128 << 10)
    private var available = 0
    private var position = 0
    private var textBytes = 0

    init(_ expected: StoredFile, in reader: borrowing SnapshotReader) throws {
        let file = try reader.folder.openFile(expected.file)
        let status = try file.status()
        if status.isOpenToOthers { reader.store.warn(file.path, wasOpen: status, isRepaired: file.makePrivate()) }
        guard status.size == expected.bytes else {
            throw SeedError.damaged(file.path, "has \(status.size) bytes instead of \(expected.bytes)")
        }
        let decompressor = try Decompressor(windowLogMax: Self.windowLogMax)
        path = file.path
        self.expected = expected
        self.file = file
        self.decompressor = decompressor
    }

    /// Calls `body` with the next piece of text, of 128 KiB at most; false at the end, when the whole file has been
    /// checked.
    mutating func read(_ body: (Span<UInt8>) throws -> Void) throws -> Bool {
        while true {
            let remaining = expected.rawBytes - textBytes
            if let piece = try piece(upTo: remaining, body) {
                textBytes += piece
                return true
            }
            available = try file.read(into: &input)
            position = 0
            guard available > 0 else {
                try finish()
                return false
            }
            // Lent from a second reference, as self changes meanwhile; here and below.
            let input = input
            hash?.update(input.span.extracting(0..<available))
        }
    }

    /// Hands out the next piece of text and returns its size; nil when all of `input` is used up.
    private mutating func piece(upTo limit: Int, _ body: (Span<UInt8>) throws -> Void) throws -> Int? {
        let (input, path) = (input, path)
        var size = 0
        var position = position
        do {
            let isMore = try decompressor.decompressPiece(
                of: input.span.extracting(0..<available), from: &position
            ) { text in
                size = text.count
                guard size <= limit else { throw SeedError.damaged(path, "holds more bytes than it should") }
                try body(text)
            }
            self.position = position
            return isMore ? size : nil
        } catch let error as ZstdError {
            throw SeedError.damaged(path, "is damaged: \(error)")
        }
    }

    private mutating func finish() throws {
        do {
            try decompressor.finish()
        } catch {
            throw SeedError.damaged(path, "is damaged: \(error)")
        }
        guard let hash = hash.take(), hash.finalize().description == expected.sha256 else {
            throw SeedError.damaged(path, "is not the file that was written (SHA-256)")
        }
        guard textBytes == expected.rawBytes else {
            throw SeedError.damaged(path, "holds \(textBytes) bytes instead of \(expected.rawBytes)")
        }
    }
}
