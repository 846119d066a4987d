/// What the spool holds of a row that was edited in the target; lines are in the order of the table plan's columns.
package struct RecordedEdit: Sendable, Equatable {
    /// UTC, ISO 8601.
    var since: String?
    /// The row as it was promoted last.
    var base: [UInt8]?
    /// What the base becomes with the run, where that is neither what it is nor the target's row.
    var newBase: [UInt8]?
    /// With the run no row counts as promoted any more: the target's is one that it has inserted.
    var forgetsBase = false
    /// The target's row stays, and nobody has to decide.
    var isKept = false
    /// Columns that keep somebody from deciding by rule.
    var conflicting: [Int] = []
}

extension RecordedEdit {
    /// Whether what counts as promoted is another one with the run.
    func movesBase(from old: RecordedEdit?) -> Bool {
        newBase != old?.newBase || forgetsBase != (old?.forgetsBase ?? false)
    }

    /// A byte of flags, the numbers of columns, then each text with its length.
    var encoded: [UInt8] {
        let texts = [since.map { Array($0.utf8) }, base, newBase]
        var bytes: [UInt8] = [(isKept ? 1 : 0) | (forgetsBase ? 16 : 0)]
        for (index, text) in texts.enumerated() where text != nil { bytes[0] |= 2 << UInt8(index) }
        bytes.append(bigEndian: Int64(conflicting.count), 4)
        for column in conflicting { bytes.append(bigEndian: Int64(column), 4) }
        for text in texts.compactMap(\.self) {
            bytes.append(bigEndian: Int64(text.count), 4)
            bytes += text
        }
        return bytes
    }

    init(_ reader: inout BigEndianReader) {
        let flags = reader.bytes(1).first ?? 0
        isKept = flags & 1 != 0
        forgetsBase = flags & 16 != 0
        conflicting = (0..<reader.int32()).map { _ in Int(reader.int32()) }
        func text(_ flag: UInt8) -> [UInt8]? {
            flags & flag == 0 ? nil : Array(reader.bytes(Int(reader.int32())))
        }
        since = text(2).map { String(decoding: $0, as: UTF8.self) }
        base = text(4)
        newBase = text(8)
    }
}
