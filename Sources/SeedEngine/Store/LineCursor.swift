internal import SeedModel

/// Reads the lines of one compressed file of a snapshot, one at a time; memory is bounded by the longest line.
final class LineCursor {
    /// Bytes of a line; COPY sends none that is longer.
    private static let longest = 1 << 30

    private var frame: FrameReader
    /// Text that was read and not yet dropped.
    private var text: [UInt8] = []
    /// Where in `text` the current line is, without its newline.
    private var line = 0..<0
    private(set) var lines = 0
    private var next = 0

    var path: String { frame.path }

    init(_ file: StoredFile, in reader: borrowing SnapshotReader) throws {
        frame = try FrameReader(file, in: reader)
    }

    /// Moves to the next line; false at the end, when the whole file has been checked.
    func advance() throws -> Bool {
        var searched = next
        while true {
            if let newline = text.span.newline(from: searched) {
                line = next..<newline
                next = newline + 1
                lines += 1
                return true
            }
            guard text.count - next <= Self.longest else { throw SeedError.damaged(path, "has a line beyond 1 GiB") }
            text.removeFirst(next)
            next = 0
            searched = text.count
            guard try fill() else {
                guard text.isEmpty else { throw SeedError.damaged(path, "ends in the middle of a line") }
                return false
            }
        }
    }

    /// Lends the current line.
    func withLine<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        let text = text
        return try body(text.span.extracting(line))
    }

    /// The current line, as a copy.
    var bytes: [UInt8] { Array(text[line]) }

    private func fill() throws -> Bool {
        var piece: [UInt8] = []
        let isMore = try frame.read { piece.append(copying: $0) }
        text += piece
        return isMore
    }
}

extension [UInt8] {
    /// Appends the bytes of a span, which is no sequence.
    mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
