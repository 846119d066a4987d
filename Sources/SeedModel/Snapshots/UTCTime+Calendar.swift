extension UTCTime {
    /// Days since 1970-01-01; UTC has no days of 23 or 25 hours.
    var day: Int { seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400) }

    /// `2026-11-20`.
    package var date: String { String(description.prefix(10)) }

    /// `2026-11`.
    package var month: String { String(description.prefix(7)) }

    /// `2026-W47`, the week of ISO 8601: it begins on Monday and belongs to the year that holds its Thursday.
    package var week: String {
        // 1970-01-01 was a Thursday.
        let weekday = ((day + 3) % 7 + 7) % 7
        let thursday = day - weekday + 3
        let year = Self.civil(thursday).year
        return "\(Self.pad(year, 4))-W\(Self.pad((thursday - Self.daysBefore(year: year, month: 1)) / 7 + 1, 2))"
    }

    /// Year, month and day of a count of days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date
    /// algorithms"); for the years from 0 on.
    static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
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

    /// Days from 1970-01-01 to the first of a month; the inverse of `civil`.
    static func daysBefore(year: Int, month: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
