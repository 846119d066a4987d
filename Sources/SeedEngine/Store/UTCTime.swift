internal import FoundationEssentials

/// A second of UTC, as snapshots are named and dated by.
package struct UTCTime: Hashable, Sendable {
    /// Since 1970-01-01, leap seconds not counted.
    package var seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    package static var now: UTCTime { UTCTime(seconds: Int(Date().timeIntervalSince1970.rounded(.down))) }

    /// `20261120T020003Z`; text order is time order in the years 0 to 9999.
    package var compact: String { format(date: "", time: "") }

    private func format(date: String, time: String) -> String {
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        let second = seconds - day * 86_400
        let (year, month, dayOfMonth) = Self.civil(day)
        let (hour, minute) = (second / 3600, second / 60 % 60)
        return "\(pad(year, 4))\(date)\(pad(month, 2))\(date)\(pad(dayOfMonth, 2))T"
            + "\(pad(hour, 2))\(time)\(pad(minute, 2))\(time)\(pad(second % 60, 2))Z"
    }

    /// Year, month and day of a count of days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date
    /// algorithms"); for the years from 0 on.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private func pad(_ number: Int, _ width: Int) -> String {
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
