/// A part of systemd's calendar expressions: which values of a field are due.
struct CalendarField {
    private let values: [Int]
    private let range: ClosedRange<Int>

    /// Bit n of `mask` is set where n is due.
    init(_ mask: UInt64, in range: ClosedRange<Int>) {
        values = range.filter { mask >> $0 & 1 == 1 }
        self.range = range
    }

    /// `*`, `00/15`, or values and spans of them: `01,08..18`.
    var text: String { isWhole ? "*" : step ?? list { UTCTime.pad($0, 2) } }

    /// Names of weekdays and a blank behind them, nothing where all are due. Monday is 0.
    var weekdays: String {
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return isWhole ? "" : list { names[$0] } + " "
    }

    private var isWhole: Bool { values.count == range.count }

    /// Values at one distance, as many as fit.
    private var step: String? {
        guard values.count > 2, let last = values.last else { return nil }
        let step = values[1] - values[0]
        let isEven = zip(values, values.dropFirst()).allSatisfy { $1 - $0 == step }
        guard isEven, step > 1, last + step > range.upperBound else { return nil }
        return "\(UTCTime.pad(values[0], 2))/\(step)"
    }

    private func list(_ name: (Int) -> String) -> String {
        var spans: [ClosedRange<Int>] = []
        for value in values {
            if let last = spans.last, last.upperBound == value - 1 {
                spans[spans.count - 1] = last.lowerBound...value
            } else {
                spans.append(value...value)
            }
        }
        return spans.map { span in
            span.count == 1 ? name(span.lowerBound) : "\(name(span.lowerBound))..\(name(span.upperBound))"
        }.joined(separator: ",")
    }
}
