extension ScheduledActivity {
    /// Seconds between two times at which one trouble of an activity is told.
    static let repetition = 3600

    /// Takes note of the ticks that have passed by `now`; returns what is to be told.
    mutating func pass(_ now: UTCTime, isRunning: Bool) -> DaemonEvent? {
        let passed = UTCTime(seconds: now.seconds - timetable.delay)
        if let last = timetable.last(atOrBefore: passed) {
            if last >= nextTick {
                // The newest that is due stands for those before it.
                take(last, isRunning: isRunning)
                nextTick = timetable.next(after: last)
            } else if nextTick > timetable.next(after: timetable.next(after: last)) {
                // The clock was set back, by more than a tick: nothing would be due for as long.
                nextTick = timetable.next(after: passed)
            }
        }
        return overdue(now)
    }

    private mutating func take(_ tick: UTCTime, isRunning: Bool) {
        guard let waiting = pending else {
            pending = Pending(tick: tick, since: nextTick, notBefore: timetable.due(tick))
            return
        }
        guard !isRunning else {
            pending?.merged = tick
            return
        }
        // What failed a moment ago is not tried more often because it is due more often.
        let notBefore = max(waiting.notBefore, timetable.due(tick))
        pending?.tick = tick
        pending?.notBefore = notBefore
        // Of this one it is known that nobody can have run it before.
        pending?.isProbe = false
    }

    /// Where a tick is neither carried out nor given up in time; again where a newer one isn't either.
    private mutating func overdue(_ now: UTCTime) -> DaemonEvent? {
        guard case .run(let target) = activity, let pending, !pending.isProbe else { return nil }
        guard
            Self.mayTell(of: pending.tick, at: now, told: pending.overdueTold)
                ?? (pending.since.seconds + timetable.grace(for: pending.since) < now.seconds)
        else { return nil }
        self.pending?.overdueTold = now
        return .overdue(job: target.job, to: target.to, due: pending.since, lastSuccess: lastSuccess)
    }

    /// Whether to tell again what was told: of a newer tick, and not more often than once in an hour; nil where it was not.
    static func mayTell(of tick: UTCTime, at now: UTCTime, told: UTCTime?) -> Bool? {
        told.map { $0 < tick && now.seconds - $0.seconds >= repetition }
    }
}
