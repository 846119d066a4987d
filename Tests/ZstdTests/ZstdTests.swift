import Testing
import Zstd

@Suite struct ZstdTests {
    @Test(arguments: [0, 1, 100, 131_071, 131_072, 131_073, 1_000_003], [1, 3, 19])
    func `content comes back`(count: Int, level: Int) throws {
        let content = sample(count)
        let compressed = try compress(content, level: level)
        #expect(try decompress(compressed) == content)
    }

    @Test func `content comes back whatever the pieces it was cut into`() throws {
        let content = sample(300_000)
        let compressed = try compress(content, piece: 777, workers: 2)
        for piece in [1, 13, 100_000] { #expect(try decompress(compressed, piece: piece) == content) }
    }

    @Test func `a frame cut at any byte is truncated`() throws {
        let compressed = try compress(sample(2000))
        for count in 0..<compressed.count {
            #expect(throws: ZstdError.truncated) { try decompress(Array(compressed[..<count])) }
        }
    }

    @Test func `no flipped bit passes for other content`() throws {
        let content = sample(2000)
        let compressed = try compress(content)
        var unnoticed = 0
        for bit in 0..<(compressed.count * 8) {
            var damaged = compressed
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let result = try? decompress(damaged) else { continue }
            // A bit that the format leaves unused may change, content may not.
            if result != content { unnoticed += 1 }
        }
        #expect(unnoticed == 0)
    }

    @Test func `bytes after the frame are refused`() throws {
        let compressed = try compress(sample(500))
        #expect(throws: ZstdError.trailingBytes) { try decompress(compressed + [0]) }
        #expect(throws: ZstdError.trailingBytes) { try decompress(compressed + compressed) }
        #expect(throws: ZstdError.trailingBytes) { try decompress(compressed + [0], piece: 1) }
    }

    @Test func `a frame that asks for a huge window is refused`() throws {
        // Magic number, no flags, window descriptor 2^(10 + 20), one empty last block.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 20 << 3, 0x01, 0x00, 0x00]
        #expect(throws: ZstdError.failed("Frame requires too much memory for decoding")) { try decompress(frame) }
    }

    @Test func `a frame that claims a huge content allocates nothing for it`() throws {
        // Magic number, 8 bytes of content size and a window descriptor, then the size 2^60 and one byte.
        let frame: [UInt8] =
            [0x28, 0xB5, 0x2F, 0xFD, 0xC0, 0x00] + [0, 0, 0, 0, 0, 0, 0, 0x10] + [0x09, 0x00, 0x00, 0x61]
        #expect(throws: ZstdError.self) { try decompress(frame) }
    }

    @Test func `levels and windows out of range are refused`() {
        #expect(throws: ZstdError.self) { _ = try Compressor(level: 0) }
        #expect(throws: ZstdError.self) { _ = try Compressor(level: 20) }
        #expect(throws: ZstdError.self) { _ = try Decompressor(windowLogMax: 31) }
    }

    @Test func `an error of the reader's own passes through`() throws {
        struct Stop: Error {}
        let compressed = try compress(sample(500))
        #expect(throws: Stop.self) {
            var decompressor = try Decompressor()
            try decompressor.decompress(compressed.span) { _ in throw Stop() }
        }
    }
}

/// Text that compresses, but not to nothing.
private func sample(_ count: Int) -> [UInt8] {
    var state: UInt32 = 1
    return (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(ascii: "a") + UInt8(state >> 29)
    }
}

private func compress(_ content: [UInt8], level: Int = 3, piece: Int = .max, workers: Int = 0) throws -> [UInt8] {
    var compressor = try Compressor(level: level, workers: workers)
    var result: [UInt8] = []
    for start in stride(from: 0, to: content.count, by: min(piece, max(content.count, 1))) {
        let end = min(start + min(piece, content.count), content.count)
        try compressor.compress(content.span.extracting(start..<end)) { append($0, to: &result) }
    }
    try compressor.finish { append($0, to: &result) }
    return result
}

private func decompress(_ compressed: [UInt8], piece: Int = .max) throws -> [UInt8] {
    var decompressor = try Decompressor()
    var result: [UInt8] = []
    for start in stride(from: 0, to: compressed.count, by: min(piece, max(compressed.count, 1))) {
        let end = min(start + min(piece, compressed.count), compressed.count)
        try decompressor.decompress(compressed.span.extracting(start..<end)) { append($0, to: &result) }
    }
    try decompressor.finish()
    return result
}

extension Decompressor {
    fileprivate mutating func decompress(_ input: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
        var position = 0
        while try decompressPiece(of: input, from: &position, body) {}
    }
}

private func append(_ bytes: Span<UInt8>, to array: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { array.append(contentsOf: $0) }
}
