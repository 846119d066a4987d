/// A change that was found by digests, before its live row is fetched.
struct DigestCandidate {
    let kind: LiveChange.Kind
    let key: [UInt8]
    let savedDigest: Int64
    let saved: SavedRow?

    init(kind: LiveChange.Kind, key: [UInt8], savedDigest: Int64, saved: SavedRow?) {
        self.kind = kind
        self.key = key
        self.savedDigest = savedDigest
        self.saved = saved
    }

    init(encoded bytes: [UInt8]) {
        var reader = BigEndianReader(bytes)
        kind = reader.bytes(1).first.flatMap(LiveChange.Kind.init) ?? .changed
        savedDigest = reader.int64()
        let line = Int(reader.int64())
        key = Array(reader.bytes(Int(reader.int32())))
        let row = Array(reader.rest)
        saved = kind == .added ? nil : line > 0 ? .base(line: line) : .delta(row)
    }

    /// One byte of kind, the digest, the line of the saved row or 0, the length of the key, then key and row.
    var encoded: [UInt8] {
        var bytes = [kind.rawValue]
        bytes.append(bigEndian: savedDigest, 8)
        var row: [UInt8] = []
        var line = 0
        switch saved {
        case .base(let number): line = number
        case .delta(let text): row = text
        case nil: break
        }
        bytes.append(bigEndian: Int64(line), 8)
        bytes.append(bigEndian: Int64(key.count), 4)
        return bytes + key + row
    }
}
