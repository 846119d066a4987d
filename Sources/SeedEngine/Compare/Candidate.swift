import SeedModel

/// A key that differs between the two sides, before its rows are fetched.
struct Candidate {
    var kind: ChangeKind
    /// Digest of the target's row; 0 for an insert.
    var targetDigest: Int64
    /// Digest of the source's row; 0 for a delete.
    var sourceDigest: Int64
    var key: [UInt8]

    private static let kinds: [ChangeKind] = [.insert, .update, .delete]

    init(_ kind: ChangeKind, key: [UInt8], targetDigest: Int64 = 0, sourceDigest: Int64 = 0) {
        self.kind = kind
        self.key = key
        self.targetDigest = targetDigest
        self.sourceDigest = sourceDigest
    }

    init(encoded bytes: [UInt8]) {
        var reader = BigEndianReader(bytes)
        kind = Self.kinds[Int(reader.bytes(1).first ?? 0)]
        targetDigest = reader.int64()
        sourceDigest = reader.int64()
        key = Array(reader.rest)
    }

    var encoded: [UInt8] {
        var bytes: [UInt8] = [UInt8(Self.kinds.firstIndex(of: kind) ?? 0)]
        bytes.append(bigEndian: targetDigest, 8)
        bytes.append(bigEndian: sourceDigest, 8)
        return bytes + key
    }
}
