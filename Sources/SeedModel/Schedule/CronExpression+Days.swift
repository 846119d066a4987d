extension CronExpression {
    /// The days of a month that are due: bit n for day n.
    func days(year: Int, month: Int) -> UInt64 {
        let length = UTCTime.daysIn(year: year, month: month)
        let first = UTCTime.weekday(UTCTime.daysBefore(year: year, month: month))
        var byWeekday: UInt64 = 0
        for day in 1...length where daysOfWeek >> ((first + day - 1) % 7) & 1 == 1 { byWeekday |= 1 << day }
        let byNumber = daysOfMonth & Self.upTo(length)
        // As in crontab(5): of two fields that both choose days, one is enough.
        return restrictsDaysOfMonth && restrictsDaysOfWeek ? byNumber | byWeekday : byNumber & byWeekday
    }

    /// The first due day from a count of days since 1970-01-01 on.
    func firstDay(from day: Int) -> Int? {
        var (year, month, from) = UTCTime.civil(day)
        for _ in 0..<Self.monthsOfCycle {
            if months >> month & 1 == 1 {
                let left = days(year: year, month: month) & ~Self.upTo(from - 1)
                if left != 0 { return UTCTime.daysBefore(year: year, month: month) + left.trailingZeroBitCount - 1 }
            }
            from = 1
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        return nil
    }

    /// The last due day up to a count of days since 1970-01-01.
    func lastDay(to day: Int) -> Int? {
        var (year, month, to) = UTCTime.civil(day)
        for _ in 0..<Self.monthsOfCycle {
            if months >> month & 1 == 1 {
                let left = days(year: year, month: month) & Self.upTo(to)
                if left != 0 { return UTCTime.daysBefore(year: year, month: month) + 62 - left.leadingZeroBitCount }
            }
            to = 31
            (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
        }
        return nil
    }

    /// Bits 0 to n.
    static func upTo(_ number: Int) -> UInt64 { (2 << UInt64(number)) - 1 }

    /// The calendar repeats every 400 years, weekdays included: what is not due in them never is.
    private static let monthsOfCycle = 400 * 12 + 1
}
