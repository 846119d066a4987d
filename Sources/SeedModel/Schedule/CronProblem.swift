/// Why a text is no cron expression.
package enum CronProblem: Error, Sendable, Equatable {
    case fieldCount(Int)
    case value(field: String, text: String, range: ClosedRange<Int>)
    case backwards(field: String, text: String)
    case step(field: String, text: String)
    /// Valid, and never due: the 30th of February.
    case neverDue
}

extension CronProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fieldCount(let count):
            "a cron schedule has 5 fields (minute hour day-of-month month day-of-week), this has \(count)"
        case .value(let field, let text, let range):
            "\(field) \"\(text)\" is not in \(range.lowerBound)-\(range.upperBound)"
        case .backwards(let field, let text): "\(field) range \"\(text)\" runs backwards"
        case .step(let field, let text): "\(field) step \"\(text)\" must be * or a range, then / and a number above 0"
        case .neverDue: "no month has such a day, so it never comes due"
        }
    }
}
