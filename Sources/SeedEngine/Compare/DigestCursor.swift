import Postgres
import SeedModel

/// Reads `(key…, digest…)` rows of a binary COPY one at a time (PostgreSQL documentation of COPY, "Binary Format").
struct DigestCursor {
    private let orders: [KeyCodec.Order]
    private var row: [UInt8] = []
    private var isFirst = true
    /// The match key in `KeyCodec` form.
    private(set) var key: [UInt8] = []
    /// The numbers behind the key.
    private(set) var digests: [Int64]
    private(set) var rows = 0
    private(set) var hasNullKey = false

    init(codec: KeyCodec, digests count: Int = 1) {
        orders = codec.orders
        digests = [Int64](repeating: 0, count: count)
    }

    /// The first of the numbers.
    var digest: Int64 { digests[0] }

    /// Moves to the next row; false at the end.
    mutating func advance(_ session: borrowing Session) throws -> Bool {
        repeat {
            row.removeAll(keepingCapacity: true)
            guard try session.copyRow(into: &row) else { return false }
        } while try !parse()
        rows += 1
        return true
    }

    /// The header comes with the first row, the trailer (-1 columns) by itself.
    private mutating func parse() throws -> Bool {
        var reader = BigEndianReader(row)
        if isFirst {
            isFirst = false
            // Signature (11), flags (4), then the length of an extension that no version writes.
            reader.skip(15)
            reader.skip(Int(reader.int32()))
        }
        guard !reader.isAtEnd, reader.int16() > 0 else { return false }
        key.removeAll(keepingCapacity: true)
        hasNullKey = false
        for order in orders {
            let length = Int(reader.int32())
            guard length >= 0 else {
                hasNullKey = true
                KeyCodec.appendNull(to: &key)
                continue
            }
            switch order {
            case .integer: KeyCodec.append(integer: reader.int64(), to: &key)
            case .text: KeyCodec.append(text: reader.bytes(length), to: &key)
            }
        }
        for index in digests.indices {
            reader.skip(4)
            digests[index] = reader.int64()
        }
        return true
    }
}
