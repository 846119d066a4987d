extension Interval {
    /// Units by size, the larger first; the first spelling of a size is the one printed.
    private static let units: [(name: String, milliseconds: Int)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// What the configuration accepts, for error messages.
    package static let syntax = "a number and a unit (ms, s, min, h, d), such as 5s, 10min or 48h"

    /// Reads `5s`, `10min`, `15m`, `48h`, `7d`, `250ms`: a whole number above zero and a unit.
    package init?(_ text: String) {
        let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
        let unit = String(text.dropFirst(digits.count))
        guard
            let count = Int(Substring(digits)), count > 0,
            let size = Self.units.first(where: { $0.name == unit })?.milliseconds
        else { return nil }
        let (product, overflows) = count.multipliedReportingOverflow(by: size)
        guard !overflows else { return nil }
        self.init(milliseconds: product)
    }

    /// Reads what `reconcile` takes: `hourly`, `daily`, `weekly` or an interval.
    package init?(recurring text: String) {
        switch text {
        case "hourly": self = .hours(1)
        case "daily": self = .days(1)
        case "weekly": self = .days(7)
        default: self.init(text)
        }
    }
}

extension Interval: CustomStringConvertible {
    /// The shortest text that reads back as the same interval, such as `90s` or `2d`.
    package var description: String {
        let unit = Self.units.first { milliseconds.isMultiple(of: $0.milliseconds) }
        guard let unit, milliseconds != 0 else { return "\(milliseconds)ms" }
        return "\(milliseconds / unit.milliseconds)\(unit.name)"
    }
}
