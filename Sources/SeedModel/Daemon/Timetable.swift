/// When an activity is due: the ticks of its schedule, each `delay` seconds later.
package struct Timetable: Sendable, Equatable {
    package var schedule: Schedule
    package var zone: TimeZoneRules
    /// Seconds from a tick to when it is carried out, the same for all ticks: machines and jobs that share a schedule
    /// come one after the other.
    package var delay: Int

    package init(_ schedule: Schedule, in zone: TimeZoneRules, delay: Int = 0) {
        self.schedule = schedule
        self.zone = zone
        self.delay = delay
    }

    /// When a tick is carried out.
    package func due(_ tick: UTCTime) -> UTCTime { UTCTime(seconds: tick.seconds + delay) }

    package func next(after time: UTCTime) -> UTCTime { schedule.next(after: time, in: zone) ?? .distantFuture }

    package func last(atOrBefore time: UTCTime) -> UTCTime? { schedule.last(atOrBefore: time, in: zone) }

    /// Seconds after a tick from which on it is overdue: an hour, or the time to the next tick where that is less, but five
    /// minutes at least, in which a lock may be waited for and a server start anew.
    package func grace(for tick: UTCTime) -> Int {
        delay + max(300, min(3600, next(after: tick).seconds - tick.seconds))
    }
}

extension UTCTime {
    /// Of a schedule that never comes due again.
    package static let distantFuture = UTCTime(seconds: 253_402_300_799)
}
