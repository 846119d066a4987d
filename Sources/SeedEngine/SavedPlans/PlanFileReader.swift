import Crypto
import Glibc
import SeedModel
import SystemPackage
import Zstd

/// Reads a `PlanFile`. The whole file is hashed before anything of it is believed: a plan with one bit flipped is none.
struct PlanFileReader: ~Copyable {
    private let file: StoreFile
    private var decompressor: Decompressor
    private var input = [UInt8](repeating: 0, count: 128 << 10)
    private var available = 0
    private var position = 0
    /// Bytes of the frame that have not been read.
    private var left: Int
    private var buffer: [UInt8] = []
    private var start = 0
    /// 64 hexadecimal digits.
    let digest: String

    init(_ path: String) throws {
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let errno = Errno.current
            throw SeedError(
                errno == .permissionDenied ? .permission : .notFound, path,
                errno == .noSuchFileOrDirectory ? "there is no such file" : "can't be read: \(errno)")
        }
        let file = StoreFile(path: path, descriptor: descriptor)
        let status = try file.status()
        guard status.isRegular else { throw SeedError.damaged(path, "is not a file") }
        let digest = try Self.verify(file, size: status.size)
        try file.seek(to: PlanFile.firstLine.count)
        let decompressor = try Decompressor(windowLogMax: 24)
        self.digest = digest
        self.decompressor = decompressor
        self.file = file
        left = status.size - PlanFile.firstLine.count - PlanFile.trailer
    }

    /// The next bytes of what is in the frame.
    mutating func read(_ count: Int) throws -> [UInt8] {
        while buffer.count - start < count {
            guard try fill() else { throw SeedError.damaged(file.path, "ends too early") }
        }
        defer { start += count }
        return Array(buffer[start..<(start + count)])
    }

    mutating func header() throws -> [UInt8] {
        var reader = BigEndianReader(try read(8))
        let length = reader.int64()
        guard (0...Int64(PlanFile.longestHeader)).contains(length) else {
            throw SeedError.damaged(file.path, "has no header")
        }
        return try read(Int(length))
    }

    mutating func records(_ count: Int) throws -> Spool {
        var writer = SpoolWriter()
        for _ in 0..<count {
            var length = BigEndianReader(try read(4))
            try writer.append(try read(Int(length.int32())))
        }
        return try writer.finish()
    }

    mutating func finish() throws {
        while try fill() {}
        guard start == buffer.count else { throw SeedError.damaged(file.path, "holds more than its plans") }
        try decompressor.finish()
    }

    /// Decompresses more; false at the end of the frame.
    private mutating func fill() throws -> Bool {
        buffer.removeFirst(start)
        start = 0
        while true {
            let (input, count) = (input, buffer.count)
            var (position, piece) = (position, buffer)
            let isMore = try decompressor.decompressPiece(
                of: input.span.extracting(0..<available), from: &position
            ) { text in unsafe text.withUnsafeBufferPointer { unsafe piece.append(contentsOf: $0) } }
            self.position = position
            buffer = piece
            if buffer.count > count { return true }
            if isMore { continue }
            guard left > 0 else { return false }
            available = min(try file.read(into: &self.input), left)
            self.position = 0
            left -= available
            guard available > 0 else { return false }
        }
    }

    /// - Throws: `badData` for anything but a plan's file as it was written.
    private static func verify(_ file: borrowing StoreFile, size: Int) throws -> String {
        let first = PlanFile.firstLine
        guard size > first.count + PlanFile.trailer else { throw SeedError.damaged(file.path, "is not a saved plan") }
        var hash = SHA256()
        var tail: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var isFirst = true
        while true {
            let count = try file.read(into: &buffer)
            guard count > 0 else { break }
            if isFirst { try requireForm(buffer, file.path) }
            isFirst = false
            // The last line may be cut by the end of a buffer.
            tail += buffer[..<count]
            let hashed = tail.count - PlanFile.trailer
            if hashed > 0 {
                hash.update(tail.span.extracting(0..<hashed))
                tail.removeFirst(hashed)
            }
        }
        let digest = hash.finalize().description
        guard tail == Array("\(digest)\n".utf8) else {
            throw SeedError.damaged(
                file.path, "is not the plan that was saved: its SHA-256 differs; it was edited, cut, or damaged")
        }
        return digest
    }

    private static func requireForm(_ bytes: [UInt8], _ path: String) throws(SeedError) {
        guard !bytes.starts(with: PlanFile.firstLine) else { return }
        guard bytes.starts(with: Array(PlanFile.name.utf8)) else { throw .damaged(path, "is not a saved plan") }
        let rest = bytes.dropFirst(PlanFile.name.utf8.count).prefix { $0 != UInt8(ascii: "\n") }.prefix(10)
        throw SeedError(
            .badData, path,
            "has format version \(Printable.escaped(String(decoding: rest, as: UTF8.self))), and this seedd reads version "
                + "\(PlanFile.formatVersion)", hint: "apply it with the seedd that made it, or plan again")
    }
}
