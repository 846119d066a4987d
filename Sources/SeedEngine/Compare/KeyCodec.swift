package import SeedModel

/// How match keys become bytes that sort under `memcmp` as the server sorts the rows.
///
/// Per column a marker (1 value, 2 NULL, which sorts last), then eight bytes of an integer with its sign flipped, or
/// text in the order of `COLLATE "C"` and a zero, which PostgreSQL text can't hold.
package struct KeyCodec: Sendable, Equatable {
    package enum Order: Sendable, Equatable {
        case integer
        case text
    }

    package let orders: [Order]

    package init(orders: [Order]) { self.orders = orders }

    static func append(integer: Int64, to key: inout [UInt8]) {
        key.append(1)
        let bits = UInt64(bitPattern: integer) ^ (1 << 63)
        for shift in stride(from: 56, through: 0, by: -8) {
            key.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
    }

    static func append(text: some Sequence<UInt8>, to key: inout [UInt8]) {
        key.append(1)
        key.append(contentsOf: text)
        key.append(0)
    }

    static func appendNull(to key: inout [UInt8]) { key.append(2) }

    /// The key's values as text, per column; nil is NULL.
    package func decode(_ key: [UInt8]) -> [String?] {
        var index = 0
        return orders.map { order in
            index += 1
            guard index <= key.count, key[index - 1] == 1 else { return nil }
            switch order {
            case .integer:
                let bits = key[index..<(index + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                index += 8
                return String(Int64(bitPattern: bits ^ (1 << 63)))
            case .text:
                let end = key[index...].firstIndex(of: 0) ?? key.endIndex
                defer { index = end + 1 }
                return String(decoding: key[index..<end], as: UTF8.self)
            }
        }
    }

    /// The key of a row in COPY text form, whose first columns are the match key.
    ///
    /// - Throws: `badData` when an integer column holds something else, which only a damaged file can.
    package func key(ofLine line: Span<UInt8>, into key: inout [UInt8]) throws(SeedError) {
        key.removeAll(keepingCapacity: true)
        var start = 0
        for order in orders {
            var end = start
            while end < line.count, line[end] != CopyText.tab { end += 1 }
            guard let bytes = CopyText.unescaped(line, start..<end) else {
                Self.appendNull(to: &key)
                start = end + 1
                continue
            }
            switch order {
            case .integer:
                guard let value = Int64(String(decoding: bytes, as: UTF8.self)) else {
                    throw SeedError(.badData, "row", "the match key is not an integer")
                }
                Self.append(integer: value, to: &key)
            case .text:
                Self.append(text: bytes, to: &key)
            }
            start = end + 1
        }
    }

    /// Byte order; the shorter of two equal beginnings is less.
    static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let left = left.span
        let right = right.span
        let count = min(left.count, right.count)
        var index = 0
        while index < count {
            if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
            index += 1
        }
        return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
    }
}
