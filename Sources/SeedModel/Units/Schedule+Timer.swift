extension Schedule {
    /// The lines of a timer's `[Timer]` section that set it off at the times of this schedule.
    package func timerLines(timezone: String) -> [String] {
        switch self {
        case .cron(let expression):
            let calendar = expression.calendarExpressions.map { "OnCalendar=\($0) \(timezone)" }
            guard timezone != "UTC" else { return calendar }
            return ["# systemd leaves out a time that the clocks of this zone skip in spring; \"seedd run\" does not."]
                + calendar
        case .every(let interval):
            let seconds = interval.milliseconds / 1000
            let calendar = Self.calendarExpressions(every: seconds)
            guard calendar.isEmpty else { return calendar.map { "OnCalendar=\($0) UTC" } }
            return [
                "# No calendar has this interval; it is counted from boot and from the last run.",
                "OnBootSec=\(seconds)s", "OnUnitActiveSec=\(seconds)s",
            ]
        }
    }

    /// What divides an hour or a day is due at the same times of each; nothing for what does not.
    private static func calendarExpressions(every seconds: Int) -> [String] {
        if seconds < 60, 60 % seconds == 0 { return ["*-*-* *:*:00/\(seconds)"] }
        if 3600 % seconds == 0 {
            return groups(every: seconds, of: 3600).map { second, minutes in
                "*-*-* *:\(CalendarField(minutes, in: 0...59).text):\(UTCTime.pad(second, 2))"
            }
        }
        guard seconds % 60 == 0, 86_400 % seconds == 0 else { return [] }
        return groups(every: seconds / 60, of: 1440).map { minute, hours in
            "*-*-* \(CalendarField(hours, in: 0...23).text):\(UTCTime.pad(minute, 2)):00"
        }
    }

    /// The multiples of a number below `length`, as those 60s they have in common: for each remainder of 60, the
    /// quotients.
    private static func groups(every number: Int, of length: Int) -> [(remainder: Int, quotients: UInt64)] {
        var quotients = [UInt64](repeating: 0, count: 60)
        for value in stride(from: 0, to: length, by: number) { quotients[value % 60] |= 1 << UInt64(value / 60) }
        return quotients.enumerated().filter { $1 != 0 }.map { ($0, $1) }
    }
}
