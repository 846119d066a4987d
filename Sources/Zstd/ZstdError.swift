internal import CZstd

/// Why compressing or decompressing stopped.
package enum ZstdError: Error, Equatable {
    /// The input ended before the frame did.
    case truncated
    /// Bytes follow the frame.
    case trailingBytes
    /// zstd refused; its own words.
    case failed(String)

    /// Throws when `code`, which a zstd function returned, is an error; else gives it back.
    @discardableResult
    static func check(_ code: Int) throws(ZstdError) -> Int {
        guard ZSTD_isError(code) == 0 else { throw .failed(String(cString: ZSTD_getErrorName(code))) }
        return code
    }
}

extension ZstdError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .truncated: "the compressed data ends too early"
        case .trailingBytes: "bytes follow the end of the compressed data"
        case .failed(let words): words
        }
    }
}
