extension Agenda {
    /// Seconds that attempts are made before the run counts as failed; they go on after that.
    static let patience = 900
    /// Seconds until an activity that a daemon elsewhere is at is looked at again.
    static let glance = 15

    /// Takes note of what came of an attempt; returns what is to be told.
    package mutating func end(
        _ attempt: Attempt, _ result: Attempt.Result, at now: UTCTime, using generator: inout some RandomNumberGenerator
    ) -> [Event] {
        guard var entry = activities[attempt.activity] else { return [] }
        defer { activities[attempt.activity] = entry.nextTick == .distantFuture ? nil : entry }
        entry.isRunning = false
        switch result {
        case .carriedOut(let isSuccess):
            if isSuccess { entry.lastSuccess = now }
            return over(&entry, attempt)
        case .recorded(let daemon):
            let events = over(&entry, attempt, mergesTicks: false)
            guard !attempt.isProbe, let job = attempt.activity.job else { return events }
            return events + [.daemon(.takenElsewhere(job: job, tick: attempt.tick, by: daemon))]
        case .busy:
            entry.pending?.notBefore = UTCTime(seconds: now.seconds + Self.glance)
            entry.pending?.becomesMerged()
            return []
        case .postponed(let failure): return postpone(&entry, attempt, failure, now, &generator)
        case .interrupted: return []
        }
    }

    /// The tick is dealt with. Those that came meanwhile are too, if what was done stands for them.
    private mutating func over(
        _ entry: inout ScheduledActivity, _ attempt: Attempt, mergesTicks: Bool = true
    ) -> [Event] {
        let failures = entry.failures
        entry.failures = 0
        let merged = entry.pending?.merged
        entry.pending = nil
        var events: [Event] = []
        for (message, activities) in outages where activities.contains(attempt.activity) {
            outages[message]?.remove(attempt.activity)
            guard outages[message]?.isEmpty == true else { continue }
            outages[message] = nil
            guard let job = attempt.activity.job else { continue }
            events.append(.daemon(.recovered(job: job, to: entry.appointment.to, attempts: failures)))
        }
        guard let merged else { return events }
        guard mergesTicks else {
            entry.pending = .init(tick: merged, since: merged, notBefore: entry.timetable.due(merged))
            return events
        }
        return events + (attempt.activity.job.map { [.daemon(.merged(job: $0, tick: merged))] } ?? [])
    }

    private mutating func postpone(
        _ entry: inout ScheduledActivity, _ attempt: Attempt, _ failure: FinishedRun.Failure, _ now: UTCTime,
        _ generator: inout some RandomNumberGenerator
    ) -> [Event] {
        entry.failures += 1
        let wait = Backoff.seconds(afterAttempt: entry.failures, using: &generator)
        guard var pending = entry.pending else { return [] }
        pending.becomesMerged()
        pending.notBefore = UTCTime(seconds: now.seconds + wait)
        let since = pending.failingSince ?? now
        pending.failingSince = since
        var events: [Event] = []
        // A database that is away is one piece of news, however many jobs and attempts it fails.
        let isNews = outages[failure.message] == nil
        outages[failure.message, default: []].insert(attempt.activity)
        if isNews, let job = attempt.activity.job {
            let event = DaemonEvent.postponed(
                job: job, to: entry.appointment.to, tick: attempt.tick, attempt: entry.failures, seconds: wait, failure)
            events.append(.daemon(event))
        }
        if now.seconds - since.seconds >= Self.patience, !pending.isFailureTold {
            pending.isFailureTold = true
            events.append(entry.failed(of: failure))
        }
        entry.pending = pending
        return events
    }
}

extension ScheduledActivity.Pending {
    /// Nothing was done for the older tick, so the newer one takes its place.
    fileprivate mutating func becomesMerged() {
        tick = merged ?? tick
        merged = nil
    }
}

extension ScheduledActivity {
    fileprivate func failed(of failure: FinishedRun.Failure) -> Event {
        switch activity {
        case .run(let job):
            .ended(
                FinishedRun(
                    job: job, from: appointment.from, to: appointment.to, failure: failure, seconds: 0,
                    tick: pending?.tick))
        case .snapshot(let job): .failed(job: job, code: failure.code, message: failure.message)
        case .prune: .warning(subject: "snapshots", message: failure.message)
        }
    }
}
