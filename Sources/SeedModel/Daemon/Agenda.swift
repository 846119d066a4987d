/// All that the daemon has to do, and when: a value without a clock and without I/O.
///
/// One attempt of a job at a time, and no more attempts at once than there are slots. A tick that comes while an earlier one
/// of the same activity is carried out is merged into it; one that comes while an earlier one waits for another attempt
/// takes its place. So nothing piles up, however long a database is away.
package struct Agenda: Sendable {
    /// Attempts at once.
    package var slots: Int
    var activities: [Activity: ScheduledActivity] = [:]
    /// Activities that failed, by what was said of it.
    var outages: [String: Set<Activity>] = [:]

    package init(slots: Int) { self.slots = slots }

    package var running: [Activity] { activities.values.filter(\.isRunning).map(\.activity) }

    /// Runs that wait: for a slot, or for another attempt.
    package func waiting(at now: UTCTime) -> Int {
        activities.values.count { !$0.isRunning && ($0.pending.map { $0.tick <= now } ?? false) }
    }

    /// Takes what is scheduled now, and keeps how far those have come that were scheduled alike before.
    package mutating func replace(with appointments: [Appointment], at now: UTCTime) {
        var replaced: [Activity: ScheduledActivity] = [:]
        for appointment in appointments {
            let before = activities[appointment.activity]
            var entry = before
            if before?.appointment != appointment {
                entry = ScheduledActivity(appointment, at: now)
                entry?.isRunning = before?.isRunning ?? false
            }
            replaced[appointment.activity] = entry
        }
        // Of what is no longer scheduled the attempts under way still have to end.
        for (activity, entry) in activities where entry.isRunning && replaced[activity] == nil {
            var entry = entry
            entry.nextTick = .distantFuture
            replaced[activity] = entry
        }
        activities = replaced
        outages = outages.mapValues { $0.filter { replaced[$0] != nil } }.filter { !$0.value.isEmpty }
    }

    /// Takes note of all that has come due by `now`; returns what is to be attempted and what is to be told.
    package mutating func begin(at now: UTCTime) -> (attempts: [Attempt], events: [DaemonEvent]) {
        let events = activities.keys.compactMap { activities[$0]?.pass(now) }
        var busy = Set(running.compactMap(\.job))
        var free = slots - running.count
        var attempts: [Attempt] = []
        for (entry, pending) in due(at: now) where free > 0 {
            if let job = entry.activity.job, !busy.insert(job).inserted { continue }
            free -= 1
            activities[entry.activity]?.isRunning = true
            attempts.append(
                Attempt(entry.activity, tick: pending.tick, number: entry.failures + 1, isProbe: pending.isProbe))
        }
        return (attempts, events)
    }

    /// What could be begun, the oldest tick first.
    private func due(at now: UTCTime) -> [(ScheduledActivity, ScheduledActivity.Pending)] {
        activities.values.compactMap { entry in
            guard let pending = entry.pending, !entry.isRunning, pending.notBefore <= now else { return nil }
            return (entry, pending)
        }.sorted { ($0.1.tick, "\($0.0.activity)") < ($1.1.tick, "\($1.0.activity)") }
    }

    /// When `begin` has something to do next, if nothing ends before; what waits for a slot waits for an end.
    package func wake(after now: UTCTime) -> UTCTime {
        activities.values.flatMap(\.wakes).filter { $0 > now }.min() ?? .distantFuture
    }

    /// The run that is due next.
    package var nextRun: (job: String, tick: UTCTime)? {
        activities.values.compactMap { entry -> (job: String, tick: UTCTime)? in
            guard case .run(let name) = entry.activity else { return nil }
            return (name, entry.nextTick)
        }.min { ($0.tick, $0.job) < ($1.tick, $1.job) }
    }
}
