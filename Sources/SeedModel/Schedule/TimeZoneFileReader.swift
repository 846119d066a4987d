/// Reads the parts of a TZif file one after the other.
struct TimeZoneFileReader {
    struct Header {
        /// 0 for version 1, which has no number.
        var version: Int
        var utcIndicators: Int
        var standardIndicators: Int
        var leapSeconds: Int
        var times: Int
        var types: Int
        /// Bytes.
        var names: Int

        /// Bytes of the block that follows.
        func length(timeSize: Int) -> Int {
            times * (timeSize + 1) + types * 6 + names + leapSeconds * (timeSize + 4) + standardIndicators
                + utcIndicators
        }
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func header() throws(TimeZoneProblem) -> Header {
        guard rest.starts(with: "TZif".utf8) else { throw .malformed }
        try skip(4)
        let version = try integer(size: 1)
        guard version == 0 || (0x32...0x39).contains(version) else { throw .malformed }
        try skip(15)
        var counts: [Int] = []
        for _ in 0..<6 { counts.append(try integer(size: 4)) }
        // Such a file has a few hundred of each; a sum of more would not fit.
        guard counts.allSatisfy({ (0...1 << 20).contains($0) }) else { throw .malformed }
        return Header(
            version: version == 0 ? 0 : version - 0x30, utcIndicators: counts[0], standardIndicators: counts[1],
            leapSeconds: counts[2], times: counts[3], types: counts[4], names: counts[5])
    }

    /// A big-endian number with a sign.
    mutating func integer(size: Int) throws(TimeZoneProblem) -> Int {
        guard rest.count >= size else { throw .malformed }
        let bits = rest.prefix(size).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(size)
        let unused = 64 - size * 8
        return Int(Int64(bitPattern: bits << unused) >> unused)
    }

    mutating func skip(_ count: Int) throws(TimeZoneProblem) {
        guard rest.count >= count else { throw .malformed }
        rest = rest.dropFirst(count)
    }

    /// The text between two line feeds; nil for an empty one.
    mutating func footer() throws(TimeZoneProblem) -> TimeZoneRule? {
        guard rest.popFirst() == 0x0A, let end = rest.firstIndex(of: 0x0A) else { throw .malformed }
        let text = rest[..<end]
        guard !text.isEmpty else { return nil }
        guard let rule = TimeZoneRule(text) else { throw .malformed }
        return rule
    }
}
