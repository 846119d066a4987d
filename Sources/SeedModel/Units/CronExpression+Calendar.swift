extension CronExpression {
    /// systemd's calendar expressions for the same times, without a zone: two of them where either day field may match,
    /// for systemd wants both to.
    package var calendarExpressions: [String] {
        // Sunday goes from the first to the last place.
        let weekdays = CalendarField(daysOfWeek >> 1 | daysOfWeek << 6 & 1 << 6, in: 0...6).weekdays
        let days = CalendarField(daysOfMonth, in: 1...31).text
        let month = CalendarField(months, in: 1...12).text
        let time =
            "\(CalendarField(hours, in: 0...23).text):\(CalendarField(minutes, in: 0...59).text):00"
        guard restrictsDaysOfMonth, restrictsDaysOfWeek else { return ["\(weekdays)*-\(month)-\(days) \(time)"] }
        let byNumber = hasDayOfMonth ? ["*-\(month)-\(days) \(time)"] : []
        return byNumber + ["\(weekdays)*-\(month)-* \(time)"]
    }
}
