internal import CCrypto

/// A streaming SHA-256 hasher (FIPS 180-4), computed by libcrypto.
///
/// libcrypto fails here only when memory is exhausted, where Swift stops the process too; so nothing throws.
///
/// Sendable although it holds a pointer: a digest context belongs to no thread, and as a value that can't be copied and
/// only changes through `mutating` it is never used by two at once.
package struct SHA256: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer

    package init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            fatalError("libcrypto can't set up SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    package mutating func update(_ bytes: Span<UInt8>) {
        let status = bytes.withUnsafeBufferPointer { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(status == 1, "libcrypto can't hash")
    }

    package consuming func finalize() -> Digest {
        var bytes = [UInt8](repeating: 0, count: 32)
        let status = EVP_DigestFinal_ex(context, &bytes, nil)
        precondition(status == 1, "libcrypto can't finish a hash")
        return Digest(bytes)
    }

    /// The digest of `bytes` at once.
    package static func digest(of bytes: Span<UInt8>) -> Digest {
        var hasher = SHA256()
        hasher.update(bytes)
        return hasher.finalize()
    }

    /// The digest of the UTF-8 of `text`.
    package static func digest(of text: String) -> Digest { digest(of: Array(text.utf8).span) }
}
