package import SeedModel

/// A change as the spool holds it: rows in COPY text, ready to be sent on, and the digests that guard them.
package struct ChangeRecord: Sendable, Equatable {
    package var kind: ChangeKind
    /// Digest of the target's row when the plan was made; 0 for an insert.
    package var beforeDigest: Int64
    /// Digest the target's row must have after; nil where only the database that writes it can tell.
    package var afterDigest: Int64?
    /// Lines without newline, in the order of the table plan's columns.
    package var before: [UInt8]?
    package var after: [UInt8]?
    /// Who wrote `before`, where a rollback wants to know.
    var provenance = Provenance.unknown
    /// Why the row is held, for a person.
    var reason: String?
    /// Of a row that was edited in the target since the last run.
    var edit: RecordedEdit?

    package init(
        kind: ChangeKind, beforeDigest: Int64 = 0, afterDigest: Int64? = nil, before: [UInt8]? = nil,
        after: [UInt8]? = nil
    ) {
        self.kind = kind
        self.beforeDigest = beforeDigest
        self.afterDigest = afterDigest
        self.before = before
        self.after = after
    }
}

extension ChangeRecord {
    private static let kinds: [ChangeKind] = [.insert, .update, .delete, .held, .conflict]

    /// One byte each of kind and flags, two digests, `reason`, the edit and `before` with their lengths, then `after`.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(22 + (before?.count ?? 0) + (after?.count ?? 0))
        bytes.append(UInt8(Self.kinds.firstIndex(of: kind) ?? 0))
        bytes.append(
            (before == nil ? 0 : 1) | (after == nil ? 0 : 2) | (afterDigest == nil ? 0 : 4) | (reason == nil ? 0 : 8)
                | provenance.rawValue << 4 | (edit == nil ? 0 : 64))
        bytes.append(bigEndian: beforeDigest, 8)
        bytes.append(bigEndian: afterDigest ?? 0, 8)
        if let reason {
            bytes.append(bigEndian: Int64(reason.utf8.count), 4)
            bytes += reason.utf8
        }
        if let edit { bytes += edit.encoded }
        bytes.append(bigEndian: Int64(before?.count ?? 0), 4)
        bytes += before ?? []
        bytes += after ?? []
        return bytes
    }

    init(encoded bytes: [UInt8]) {
        var reader = BigEndianReader(bytes)
        let kind = Self.kinds[Int(reader.bytes(1).first ?? 0)]
        let flags = reader.bytes(1).first ?? 0
        let beforeDigest = reader.int64()
        let afterDigest = reader.int64()
        let reason = flags & 8 == 0 ? nil : String(decoding: reader.bytes(Int(reader.int32())), as: UTF8.self)
        let edit = flags & 64 == 0 ? nil : RecordedEdit(&reader)
        let before = Array(reader.bytes(Int(reader.int32())))
        let after = Array(reader.rest)
        self.init(
            kind: kind, beforeDigest: beforeDigest, afterDigest: flags & 4 == 0 ? nil : afterDigest,
            before: flags & 1 == 0 ? nil : before, after: flags & 2 == 0 ? nil : after)
        provenance = Provenance(rawValue: flags >> 4 & 3) ?? .unknown
        self.reason = reason
        self.edit = edit
    }
}

extension [UInt8] {
    mutating func append(bigEndian value: Int64, _ bytes: Int) {
        for index in (0..<bytes).reversed() { append(UInt8(truncatingIfNeeded: value >> Int64(index * 8))) }
    }
}
