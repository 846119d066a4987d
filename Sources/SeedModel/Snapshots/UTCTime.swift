/// A second of UTC, as snapshots are named and dated by.
package struct UTCTime: Hashable, Sendable {
    /// Since 1970-01-01, leap seconds not counted.
    package var seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    /// `20261120T020003Z`; text order is time order in the years 0 to 9999.
    package var compact: String { format(date: "", time: "") }

    private func format(date: String, time: String) -> String {
        let second = seconds - day * 86_400
        let (year, month, dayOfMonth) = Self.civil(day)
        let (hour, minute) = (second / 3600, second / 60 % 60)
        return "\(Self.pad(year, 4))\(date)\(Self.pad(month, 2))\(date)\(Self.pad(dayOfMonth, 2))T"
            + "\(Self.pad(hour, 2))\(time)\(Self.pad(minute, 2))\(time)\(Self.pad(second % 60, 2))Z"
    }

    static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension UTCTime: Comparable {
    package static func < (left: UTCTime, right: UTCTime) -> Bool { left.seconds < right.seconds }
}

extension UTCTime: CustomStringConvertible {
    /// `2026-11-20T02:00:03Z`.
    package var description: String { format(date: "-", time: ":") }
}
