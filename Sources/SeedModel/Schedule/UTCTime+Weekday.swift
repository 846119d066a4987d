extension UTCTime {
    /// The weekday of a count of days since 1970-01-01; Sunday is 0.
    static func weekday(_ days: Int) -> Int { ((days + 4) % 7 + 7) % 7 }

    static func daysIn(year: Int, month: Int) -> Int {
        let next = month == 12 ? daysBefore(year: year + 1, month: 1) : daysBefore(year: year, month: month + 1)
        return next - daysBefore(year: year, month: month)
    }
}
