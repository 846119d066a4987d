/// All that the daemon has to do, and when: a value without a clock and without I/O.
///
/// One attempt of a job at a time in each target, and no more attempts at once than there are slots. A tick that comes while an earlier one
/// of the same activity is carried out is merged into it; one that comes while an earlier one waits for another attempt
/// takes its place. So nothing piles up, however long a database is away.
package struct Agenda: Sendable {
    /// Attempts at once.
    package var slots: Int
    var activities: [Activity: ScheduledActivity] = [:]
    /// Attempts under way, by what they were begun for: it may be scheduled otherwise by now, or not at all.
    var attempts: [Activity: Appointment] = [:]
    /// Activities that failed, by what they have in common.
    var outages: [Outage: Set<Activity>] = [:]

    package init(slots: Int) { self.slots = slots }

    package var running: [Activity] { Array(attempts.keys) }

    /// Runs that wait: for a slot, or for another attempt.
    package func waiting(at now: UTCTime) -> Int {
        activities.values.count { attempts[$0.activity] == nil && ($0.pending.map { $0.tick <= now } ?? false) }
    }

    /// Takes what is scheduled now, and keeps how far those have come that were scheduled alike before.
    package mutating func replace(with appointments: [Appointment], at now: UTCTime) {
        var replaced: [Activity: ScheduledActivity] = [:]
        for appointment in appointments {
            guard var entry = activities[appointment.activity], entry.appointment == appointment else {
                replaced[appointment.activity] = ScheduledActivity(appointment, at: now)
                continue
            }
            // What it failed of may be what was changed.
            if entry.failures > 0 { entry.pending?.notBefore = now }
            replaced[appointment.activity] = entry
        }
        activities = replaced
        outages = outages.mapValues { $0.filter { (replaced[$0]?.failures ?? 0) > 0 } }.filter { !$0.value.isEmpty }
    }

    /// Takes note of all that has come due by `now`; returns what is to be attempted and what is to be told.
    package mutating func begin(at now: UTCTime) -> (attempts: [Attempt], events: [DaemonEvent]) {
        let events = activities.keys.compactMap { activity in
            activities[activity].flatMap { entry in
                activities[activity]?.pass(now, isRunning: attempts[activity] == entry.appointment)
            }
        }
        var begun: [Attempt] = []
        var busy = Set(running.compactMap(\.target))
        var doubtful = attempts.values.count { isDoubtful($0) }
        for (entry, pending) in due(at: now) where attempts.count < slots {
            if isDoubtful(entry.appointment) {
                // What fails, perhaps after a long wait, must not keep from its turn what would not.
                guard doubtful < max(1, slots / 2) else { continue }
                doubtful += 1
            }
            if let target = entry.activity.target, !busy.insert(target).inserted { continue }
            attempts[entry.activity] = entry.appointment
            begun.append(
                Attempt(entry.appointment, tick: pending.tick, number: entry.failures + 1, isProbe: pending.isProbe))
        }
        return (begun, events)
    }

    /// What could be begun: what is not expected to fail first, and of that what has waited longest.
    private func due(at now: UTCTime) -> [(ScheduledActivity, ScheduledActivity.Pending)] {
        activities.values.compactMap { entry in
            guard let pending = entry.pending, attempts[entry.activity] == nil, pending.notBefore <= now else {
                return nil
            }
            return (entry, pending)
        }.sorted { left, right in
            let doubts = (isDoubtful(left.0.appointment) ? 1 : 0, isDoubtful(right.0.appointment) ? 1 : 0)
            return (doubts.0, left.1.notBefore, "\(left.0.activity)") < (
                doubts.1, right.1.notBefore, "\(right.0.activity)"
            )
        }
    }

    /// Its last attempt failed, or one of another job between the same databases, for want of a connection.
    private func isDoubtful(_ appointment: Appointment) -> Bool {
        (activities[appointment.activity]?.failures ?? 0) > 0 || outages[Outage(appointment, .unavailable)] != nil
    }

    /// When `begin` has something to do next, if nothing ends before; what waits for a slot waits for an end.
    package func wake(after now: UTCTime) -> UTCTime {
        activities.values.flatMap { entry in
            let due = entry.timetable.due(entry.nextTick)
            guard let pending = entry.pending, attempts[entry.activity] == nil else { return [due] }
            return [due, pending.notBefore]
        }.filter { $0 > now }.min() ?? .distantFuture
    }
}

extension Agenda {
    /// The run that is due next.
    package var nextRun: (job: String, tick: UTCTime)? {
        nextRuns.map { (job: $0.key, tick: $0.value) }.min { ($0.tick, $0.job) < ($1.tick, $1.job) }
    }
}
