extension ScheduledActivity {
    /// Takes note of the ticks that have passed by `now`; returns what is to be told.
    mutating func pass(_ now: UTCTime) -> DaemonEvent? {
        guard nextTick != .distantFuture else { return nil }
        let passed = UTCTime(seconds: now.seconds - timetable.delay)
        if let last = timetable.last(atOrBefore: passed) {
            if last >= nextTick {
                // The newest that is due stands for those before it.
                take(last)
                nextTick = timetable.next(after: last)
            } else if nextTick > timetable.next(after: timetable.next(after: last)) {
                // The clock was set back, by more than a tick: nothing would be due for as long.
                nextTick = timetable.next(after: passed)
            }
        }
        return overdue(now)
    }

    private mutating func take(_ tick: UTCTime) {
        guard pending != nil else {
            pending = Pending(tick: tick, since: nextTick, notBefore: timetable.due(tick))
            return
        }
        guard !isRunning else {
            pending?.merged = tick
            return
        }
        // Its own time has come, whatever the attempt before waited for.
        let due = timetable.due(tick)
        pending?.tick = tick
        pending?.notBefore = due
        // Of this one it is known that nobody can have run it before.
        pending?.isProbe = false
    }

    /// Once for each tick that is neither carried out nor given up in time.
    private mutating func overdue(_ now: UTCTime) -> DaemonEvent? {
        guard case .run(let job) = activity, let pending, !pending.isOverdueTold, !pending.isProbe,
            pending.since.seconds + timetable.grace(for: pending.since) < now.seconds
        else { return nil }
        self.pending?.isOverdueTold = true
        return .overdue(job: job, to: appointment.to, due: pending.since, lastSuccess: lastSuccess)
    }
}
