/// The rule for days on which clocks are changed: a due time that they skip is due right after it, once however many
/// are skipped; one that they show twice is due the first time, and the second time as well only where the hour field
/// starts with `*`, so that what runs every few minutes has no pause of an hour.
extension CronExpression {
    /// The first due moment after `time`.
    func next(after time: UTCTime, in zone: TimeZoneRules) -> UTCTime? {
        var period = zone.period(at: time.seconds)
        var from = time.seconds + 1 + period.offset
        while true {
            if let firstNew = newLocal(of: period) { from = max(from, firstNew) }
            guard let minute = first(from: Self.minuteAtOrAfter(from)) else { return nil }
            let moment = minute * 60 - period.offset
            guard let end = period.end, moment >= end else { return UTCTime(seconds: moment) }
            let next = zone.period(at: end)
            if minute * 60 < end + next.offset { return UTCTime(seconds: end) }
            period = next
            from = end + next.offset
        }
    }

    /// The last due moment that is not after `time`.
    func last(atOrBefore time: UTCTime, in zone: TimeZoneRules) -> UTCTime? {
        var period = zone.period(at: time.seconds)
        var to = time.seconds + period.offset
        while true {
            guard let minute = last(to: Self.minuteAtOrBefore(to)) else { return nil }
            guard let start = period.start, let before = period.offsetBefore, let firstNew = newLocal(of: period),
                minute * 60 < firstNew
            else { return UTCTime(seconds: minute * 60 - period.offset) }
            // Skipped when the clocks were put forward at the start.
            if let skipped = last(to: Self.minuteAtOrBefore(start + period.offset - 1)),
                skipped * 60 >= start + before
            {
                return UTCTime(seconds: start)
            }
            to = start + before - 1
            period = zone.period(at: start - 1)
        }
    }

    /// The first second by the zone's clocks that can be due in a period.
    private func newLocal(of period: TimeZonePeriod) -> Int? {
        restrictsHours ? period.firstNewLocal : period.firstLocal
    }

    private static func minuteAtOrAfter(_ seconds: Int) -> Int { -minuteAtOrBefore(-seconds) }

    private static func minuteAtOrBefore(_ seconds: Int) -> Int {
        seconds >= 0 ? seconds / 60 : -((59 - seconds) / 60)
    }
}
