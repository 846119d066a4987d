package import SeedModel

/// How match keys become bytes that sort under `memcmp` as the server sorts the rows.
///
/// Per column a marker (1 value, 2 NULL, which sorts last), then eight bytes of an integer with its sign flipped, or
/// text in the order of `COLLATE "C"` and a zero, which PostgreSQL text can't hold.
package struct KeyCodec: Sendable, Equatable {
    package enum Order: String, Sendable, Equatable, Codable {
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
                index += 8
                return "\(Self.integer(of: key[(index - 8)..<index]))"
            case .text:
                let end = key[index...].firstIndex(of: 0) ?? key.endIndex
                defer { index = end + 1 }
                return String(decoding: key[index..<end], as: UTF8.self)
            }
        }
    }

    /// The key's columns as COPY text.
    func line(_ key: [UInt8]) -> [UInt8] {
        var line: [UInt8] = []
        var index = 0
        for (number, order) in orders.enumerated() {
            if number > 0 { line.append(CopyText.tab) }
            index += 1
            guard index <= key.count, key[index - 1] == 1 else {
                line += CopyText.null
                continue
            }
            switch order {
            case .integer:
                line += "\(Self.integer(of: key[index..<(index + 8)]))".utf8
                index += 8
            case .text:
                let end = key[index...].firstIndex(of: 0) ?? key.endIndex
                line += CopyText.encode(bytes: key[index..<end])
                index = end + 1
            }
        }
        return line
    }

    private static func integer(of bytes: ArraySlice<UInt8>) -> Int64 {
        Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } ^ (1 << 63))
    }

    /// The key of a row in COPY text form, whose first columns from `start` on are the match key.
    ///
    /// Returns where the key's last field ends. Throws `badData` when an integer column holds something else, which only
    /// a damaged file can.
    @discardableResult
    package func key(
        ofLine line: Span<UInt8>, from start: Int = 0, into key: inout [UInt8]
    ) throws(SeedError) -> Int {
        key.removeAll(keepingCapacity: true)
        var start = start
        var end = start
        for (index, order) in orders.enumerated() {
            if index > 0 { start = end + 1 }
            end = start
            while end < line.count, line[end] != CopyText.tab { end += 1 }
            guard start <= line.count else { throw Self.notAKey }
            guard !CopyText.isNull(line, start..<end) else {
                Self.appendNull(to: &key)
                continue
            }
            switch order {
            case .integer: Self.append(integer: try Self.integer(line, start..<end), to: &key)
            case .text:
                key.append(1)
                for index in start..<end where line[index] == 0 { throw Self.notAKey }
                CopyText.unescape(line, start..<end, into: &key)
                key.append(0)
            }
        }
        return end
    }

    /// A decimal number without the detour through a string: this is done for every row of a snapshot.
    static func integer(_ text: Span<UInt8>, _ field: Range<Int>) throws(SeedError) -> Int64 {
        var index = field.lowerBound
        let isNegative = index < field.upperBound && text[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        guard index < field.upperBound else { throw notAKey }
        var value: Int64 = 0
        while index < field.upperBound {
            let digit = text[index] &- UInt8(ascii: "0")
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.subtractingReportingOverflow(Int64(digit))
            guard digit <= 9, !overflow, !carry else { throw notAKey }
            value = sum
            index += 1
        }
        // Summed up below zero, where there is one number more.
        guard isNegative || value != .min else { throw notAKey }
        return isNegative ? value : -value
    }

    private static var notAKey: SeedError { SeedError(.badData, "row", "the match key is not one") }

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
