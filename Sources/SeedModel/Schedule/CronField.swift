/// One of the five fields of a cron expression: its name, the values it takes and the words that stand for them.
package struct CronField: Sendable {
    package let name: String
    package let range: ClosedRange<Int>
    /// Lower case, the first standing for `firstWord`.
    let words: [String]
    let firstWord: Int

    static let all = [
        CronField(name: "minute", range: 0...59, words: [], firstWord: 0),
        CronField(name: "hour", range: 0...23, words: [], firstWord: 0),
        CronField(name: "day of month", range: 1...31, words: [], firstWord: 0),
        CronField(
            name: "month", range: 1...12,
            words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], firstWord: 1),
        CronField(
            name: "day of week", range: 0...7, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"], firstWord: 0),
    ]

    /// The values a list such as `1,5-9,*/15` names, as bits.
    func mask(_ text: Substring) throws(CronProblem) -> UInt64 {
        var mask: UInt64 = 0
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = item.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            let range = try self.range(parts[0])
            var step = 1
            if parts.count == 2 {
                guard let number = Self.number(parts[1]), number > 0, range.count > 1 else {
                    throw .step(field: name, text: String(item))
                }
                step = number
            }
            for value in stride(from: range.lowerBound, through: range.upperBound, by: step) { mask |= 1 << value }
        }
        return mask
    }

    private func range(_ text: Substring) throws(CronProblem) -> ClosedRange<Int> {
        if text == "*" { return range }
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let first = try value(ends[0])
        guard ends.count == 2 else { return first...first }
        let last = try value(ends[1])
        guard first <= last else { throw .backwards(field: name, text: String(text)) }
        return first...last
    }

    private func value(_ text: Substring) throws(CronProblem) -> Int {
        if let word = words.firstIndex(of: text.lowercased()) { return word + firstWord }
        guard let number = Self.number(text), range.contains(number) else {
            throw .value(field: name, text: String(text), range: range)
        }
        return number
    }

    /// Digits only; `Int` alone would take a sign.
    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
