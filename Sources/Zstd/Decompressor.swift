internal import CZstd

/// A streaming decompressor of exactly one zstd frame.
///
/// Sendable for the reasons given at `Compressor`.
package struct Decompressor: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer
    private var output: [UInt8]
    private var isComplete = false
    private var mayHoldMore = false

    /// Creates a decompressor that refuses frames whose window is larger than 2^`windowLogMax` bytes (10...27).
    ///
    /// The window is the only memory that a frame's header can ask for; the size of the content is never believed.
    package init(windowLogMax: Int = 27) throws(ZstdError) {
        context = try Self.context(windowLogMax: windowLogMax)
        output = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
    }

    deinit { ZSTD_freeDCtx(context) }

    private static func context(windowLogMax: Int) throws(ZstdError) -> OpaquePointer {
        guard (10...27).contains(windowLogMax) else {
            throw .failed("a window of 2^\(windowLogMax) bytes is not between 2^10 and 2^27")
        }
        guard let context = ZSTD_createDCtx() else { throw .failed("out of memory") }
        do {
            try ZstdError.check(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Int32(windowLogMax)))
        } catch {
            ZSTD_freeDCtx(context)
            throw error
        }
        return context
    }

    /// Decompresses one piece of `input` from `position` on, of at most `ZSTD_DStreamOutSize` bytes; false when all of
    /// `input` is used up, and with it what was held back. The piece lives only until `body` returns.
    ///
    /// The frame's checksum is checked only at its end: until `finish` returns the output is not to be trusted.
    /// Throws `ZstdError`, and what `body` throws.
    package mutating func decompressPiece(
        of input: Span<UInt8>, from position: inout Int, _ body: (Span<UInt8>) throws -> Void
    ) throws -> Bool {
        guard position < input.count || mayHoldMore else { return false }
        guard !isComplete else { throw ZstdError.trailingBytes }
        let (next, written, expected) = try step(input, from: position)
        // A full output buffer may have left output inside the context although all input is consumed.
        mayHoldMore = written == output.count && expected != 0
        position = next
        isComplete = expected == 0
        if written > 0 { try body(output.span.extracting(0..<written)) }
        return true
    }

    /// Checks that the frame is complete; a reader that leaves this out accepts a truncated one.
    package func finish() throws(ZstdError) {
        guard isComplete else { throw .truncated }
    }

    private mutating func step(
        _ input: Span<UInt8>, from position: Int
    ) throws(ZstdError) -> (position: Int, written: Int, expected: Int) {
        let context = context
        let (source, target, code) = input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBytes { target in
                var source = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: position)
                var target = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                let code = ZSTD_decompressStream(context, &target, &source)
                return (source.pos, target.pos, code)
            }
        }
        return (source, target, try ZstdError.check(code))
    }
}
