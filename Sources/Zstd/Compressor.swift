internal import CZstd

/// A streaming compressor that writes one zstd frame with a content checksum.
///
/// After `finish` the next bytes begin another frame.
///
/// Sendable although it holds a pointer: a zstd context belongs to no thread, and as a value that can't be copied and
/// only changes through `mutating` it is never used by two at once.
package struct Compressor: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer
    private var output: [UInt8]

    /// Creates a compressor for `level` 1...19 that compresses in `workers` threads of its own; 0 is the caller's.
    ///
    /// `windowLog`: its window is at most 2^`windowLog` bytes, which is what a reader has to keep.
    package init(level: Int = 3, workers: Int = 0, windowLog: Int? = nil) throws(ZstdError) {
        context = try Self.context(level: level, workers: workers, windowLog: windowLog)
        output = [UInt8](repeating: 0, count: ZSTD_CStreamOutSize())
    }

    deinit { ZSTD_freeCCtx(context) }

    private static func context(level: Int, workers: Int, windowLog: Int?) throws(ZstdError) -> OpaquePointer {
        guard (1...19).contains(level) else { throw .failed("compression level \(level) is not between 1 and 19") }
        guard let context = ZSTD_createCCtx() else { throw .failed("out of memory") }
        do {
            try ZstdError.check(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level)))
            // Off by default in the library; without it a changed bit can decompress into other content unnoticed.
            try ZstdError.check(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1))
            if workers > 0 {
                try ZstdError.check(ZSTD_CCtx_setParameter(context, ZSTD_c_nbWorkers, Int32(clamping: workers)))
                // Each holds its input and output: the default would be 8 MiB and more for each.
                try ZstdError.check(ZSTD_CCtx_setParameter(context, ZSTD_c_jobSize, 1 << 20))
            }
            if let windowLog {
                try ZstdError.check(ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, Int32(clamping: windowLog)))
            }
        } catch {
            ZSTD_freeCCtx(context)
            throw error
        }
        return context
    }

    /// Compresses `input`, calling `body` with each piece of output, which lives only until `body` returns.
    ///
    /// Throws `ZstdError`, and what `body` throws.
    package mutating func compress(_ input: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
        try run(input, ZSTD_e_continue, body)
    }

    /// Ends the frame, calling `body` with what was still held back.
    package mutating func finish(_ body: (Span<UInt8>) throws -> Void) throws {
        try run([UInt8]().span, ZSTD_e_end, body)
    }

    private mutating func run(
        _ input: Span<UInt8>, _ directive: ZSTD_EndDirective, _ body: (Span<UInt8>) throws -> Void
    ) throws {
        var position = 0
        var remaining: Int
        repeat {
            let written: Int
            (position, written, remaining) = try step(input, from: position, directive)
            if written > 0 { try body(output.span.extracting(0..<written)) }
        } while directive == ZSTD_e_end ? remaining != 0 : position < input.count
    }

    private mutating func step(
        _ input: Span<UInt8>, from position: Int, _ directive: ZSTD_EndDirective
    ) throws(ZstdError) -> (position: Int, written: Int, remaining: Int) {
        let context = context
        let (source, target, code) = input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBytes { target in
                var source = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: position)
                var target = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                let code = ZSTD_compressStream2(context, &target, &source, directive)
                return (source.pos, target.pos, code)
            }
        }
        return (source, target, try ZstdError.check(code))
    }
}
