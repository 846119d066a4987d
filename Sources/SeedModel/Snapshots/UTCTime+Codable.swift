extension UTCTime: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = UTCTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a time like 2026-11-20T02:00:03Z")
        }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Reads `2026-11-20T02:00:03Z` and no other notation; nil also for days that don't exist.
    package init?(_ text: String) {
        guard text.utf8.count == 20 else { return nil }
        let fields = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        guard fields.count == 6, (1...12).contains(fields[1]), fields[0] <= 9999 else { return nil }
        let time = Self.daysBefore(year: fields[0], month: fields[1]) + fields[2] - 1
        seconds = time * 86_400 + fields[3] * 3600 + fields[4] * 60 + fields[5]
        // What was out of range came out as another time.
        guard seconds >= -62_167_219_200, description == text else { return nil }
    }
}
