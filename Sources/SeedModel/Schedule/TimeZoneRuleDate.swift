/// The day and time of a year at which a zone's offset changes.
struct TimeZoneRuleDate: Sendable, Equatable {
    enum Day: Sendable, Equatable {
        /// `J60`: 1 to 365, the 29th of February never counted.
        case julian(Int)
        /// `59`: 0 to 365, the 29th of February counted.
        case ordinal(Int)
        /// `M3.5.0`: the so-manieth weekday of a month, 5 for the last; Sunday is 0.
        case weekday(month: Int, week: Int, weekday: Int)
    }

    var day: Day
    /// Seconds from the day's midnight; below zero and beyond a day too.
    var time: Int

    /// Seconds since 1970-01-01T00:00 by the clock that shows them.
    func local(year: Int) -> Int { days(year) * 86_400 + time }

    /// Days since 1970-01-01.
    private func days(_ year: Int) -> Int {
        switch day {
        case .julian(let number):
            // Counted from the end of February on where it is after it.
            number < 60
                ? UTCTime.daysBefore(year: year, month: 1) + number - 1
                : UTCTime.daysBefore(year: year, month: 3) + number - 60
        case .ordinal(let number): UTCTime.daysBefore(year: year, month: 1) + number
        case .weekday(let month, let week, let weekday):
            Self.day(weekday, week, first: UTCTime.daysBefore(year: year, month: month), year: year, month: month)
        }
    }

    private static func day(_ weekday: Int, _ week: Int, first: Int, year: Int, month: Int) -> Int {
        let day = first + (weekday - UTCTime.weekday(first) + 7) % 7 + (week - 1) * 7
        let isInMonth = day - first < UTCTime.daysIn(year: year, month: month)
        return isInMonth ? day : day - 7
    }
}
