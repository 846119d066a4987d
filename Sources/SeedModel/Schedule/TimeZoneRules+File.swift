extension TimeZoneRules {
    /// Reads a file of the time zone database: TZif, versions 1 to 4 (RFC 8536, RFC 9636).
    ///
    /// Of the two blocks that later versions have, the second one counts, whose times have 64 bits.
    package init(file bytes: [UInt8]) throws(TimeZoneProblem) {
        var reader = TimeZoneFileReader(bytes)
        var header = try reader.header()
        let version = header.version
        if version > 0 {
            try reader.skip(header.length(timeSize: 4))
            header = try reader.header()
            guard header.version == version else { throw .malformed }
        }
        let timeSize = version > 0 ? 8 : 4
        guard header.leapSeconds == 0 else { throw .leapSeconds }
        guard header.types > 0 else { throw .malformed }
        var times: [Int] = []
        for _ in 0..<header.times { times.append(try reader.integer(size: timeSize)) }
        var types: [Int] = []
        for _ in 0..<header.times { types.append(try reader.integer(size: 1) & 0xFF) }
        var offsets: [Int] = []
        for _ in 0..<header.types {
            offsets.append(try reader.integer(size: 4))
            try reader.skip(2)
        }
        guard
            zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }), types.allSatisfy(offsets.indices.contains),
            // The range of RFC 8536: no clock is more than a day off.
            offsets.allSatisfy({ (-89_999...93_599).contains($0) })
        else { throw .malformed }
        try reader.skip(header.names + header.standardIndicators + header.utcIndicators)
        self.init(
            firstOffset: offsets[0],
            changes: zip(times, types).map { Change(time: $0, offset: offsets[$1]) },
            rule: version > 0 ? try reader.footer() : nil, ruleStart: times.last)
    }
}
