import Crypto
import Testing

@Suite struct SHA256Tests {
    /// Examples of FIPS 180-4.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `known digests`(text: String, digest: String) {
        #expect(SHA256.digest(of: text).description == digest)
    }

    @Test func `pieces hash like the whole`() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0) }
        var hasher = SHA256()
        for start in stride(from: 0, to: bytes.count, by: 99) {
            hasher.update(bytes.span.extracting(start..<min(start + 99, bytes.count)))
        }
        #expect(hasher.finalize() == SHA256.digest(of: bytes.span))
    }
}
