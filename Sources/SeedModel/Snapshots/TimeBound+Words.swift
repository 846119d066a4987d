extension TimeBound {
    /// Reads what journalctl(1) takes as well: `now`, `today`, `yesterday`, `2 hours ago`, `-1d`, `2026-11-20 02:00`.
    init?(words text: String) {
        switch text {
        case "now": self = .age(Interval(milliseconds: 0))
        case "today": self = .daysAgo(0)
        case "yesterday": self = .daysAgo(1)
        default:
            if text.hasPrefix("-"), let age = Self.age(text.dropFirst()) {
                self = .age(age)
            } else if text.hasSuffix(" ago"), let age = Self.age(text.dropLast(4)) {
                self = .age(age)
            } else if let blank = text.firstIndex(of: " "), text[blank...].contains(":") {
                self.init("\(text[..<blank])T\(text[blank...].dropFirst())")
            } else {
                return nil
            }
        }
    }

    /// `2 hours`, `1d`.
    private static func age(_ text: Substring) -> Interval? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        switch unit.hasSuffix("s") && unit.count > 2 ? unit.dropLast() : unit {
        case "second", "sec": return Interval("\(digits)s")
        case "minute": return Interval("\(digits)min")
        case "hour": return Interval("\(digits)h")
        case "day": return Interval("\(digits)d")
        case "week", "w": return Interval("\(digits)d").flatMap(weeks)
        default: return Interval("\(digits)\(unit)")
        }
    }

    private static func weeks(_ days: Interval) -> Interval? {
        let (product, overflows) = days.milliseconds.multipliedReportingOverflow(by: 7)
        return overflows ? nil : Interval(milliseconds: product)
    }
}
