/// Moments at which a schedule comes due. They follow from the schedule alone, not from when a program was started, so
/// all machines agree on them and none drifts.
extension Schedule {
    /// The first one after `time`; nil only beyond what an `Int` counts.
    ///
    /// Cron fields are times of `zone`; an interval is counted from 1970-01-01T00:00Z, whatever the zone.
    package func next(after time: UTCTime, in zone: TimeZoneRules) -> UTCTime? {
        switch self {
        case .cron(let expression): return expression.next(after: time, in: zone)
        case .every(let interval):
            let (next, overflows) = Self.multiple(of: interval, to: time).addingReportingOverflow(interval.wholeSeconds)
            return overflows ? nil : UTCTime(seconds: next)
        }
    }

    /// The last one that is not after `time`.
    package func last(atOrBefore time: UTCTime, in zone: TimeZoneRules) -> UTCTime? {
        switch self {
        case .cron(let expression): expression.last(atOrBefore: time, in: zone)
        case .every(let interval): UTCTime(seconds: Self.multiple(of: interval, to: time))
        }
    }

    private static func multiple(of interval: Interval, to time: UTCTime) -> Int {
        let seconds = interval.wholeSeconds
        let rest = time.seconds % seconds
        return time.seconds - (rest < 0 ? rest + seconds : rest)
    }
}

extension Interval {
    /// At least one; part of a second counts as a whole one.
    fileprivate var wholeSeconds: Int { max(1, milliseconds / 1000 + (milliseconds % 1000 > 0 ? 1 : 0)) }
}
