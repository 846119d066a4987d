extension Agenda {
    /// Seconds that attempts are made before the run counts as failed; they go on after that.
    static let patience = 900
    /// Seconds until an activity that a daemon elsewhere is at is looked at again.
    static let glance = 15

    /// Takes note of what came of an attempt; returns what is to be told.
    package mutating func end(
        _ attempt: Attempt, _ result: Attempt.Result, at now: UTCTime, using generator: inout some RandomNumberGenerator
    ) -> [Event] {
        attempts[attempt.activity] = nil
        // Of what is scheduled otherwise by now, or not at all, the attempt says nothing.
        guard var entry = activities[attempt.activity], entry.appointment == attempt.appointment else { return [] }
        defer { activities[attempt.activity] = entry }
        switch result {
        case .carriedOut(let isSuccess):
            if isSuccess { entry.lastSuccess = now }
            let merged = entry.pending?.merged
            return over(&entry, isSuccess: isSuccess)
                + told(of: attempt) { target in merged.map { .merged(job: target.job, to: target.to, tick: $0) } }
        case .recorded(let daemon):
            let merged = entry.pending?.merged
            let events = over(&entry, isSuccess: true)
            // For this one nobody has run it yet.
            if let merged {
                entry.pending = .init(tick: merged, since: merged, notBefore: entry.timetable.due(merged))
            }
            return events
                + told(of: attempt) { target in
                    attempt.isProbe
                        ? nil : .takenElsewhere(job: target.job, to: target.to, tick: attempt.tick, by: daemon)
                }
        case .busy, .interrupted:
            entry.pending?.notBefore = UTCTime(seconds: now.seconds + Self.glance)
            entry.pending?.becomesMerged()
            return []
        case .postponed(let failure):
            return postpone(&entry, attempt, failure, now, &generator)
        }
    }

    /// Of a job's run; other activities have nothing to say.
    private func told(of attempt: Attempt, _ event: (JobTarget) -> DaemonEvent?) -> [Event] {
        guard case .run(let target) = attempt.activity, let event = event(target) else { return [] }
        return [.daemon(event)]
    }

    /// The tick is dealt with; tells of an outage that it was the last of.
    private mutating func over(_ entry: inout ScheduledActivity, isSuccess: Bool) -> [Event] {
        let failures = entry.failures
        entry.failures = 0
        entry.pending = nil
        var isEnd = false
        for (outage, activities) in outages where activities.contains(entry.activity) {
            outages[outage]?.remove(entry.activity)
            guard outages[outage]?.isEmpty == true else { continue }
            outages[outage] = nil
            isEnd = true
        }
        guard isEnd, isSuccess, let target = entry.activity.target else { return [] }
        return [.daemon(.recovered(job: target.job, to: target.to, attempts: failures))]
    }

    private mutating func postpone(
        _ entry: inout ScheduledActivity, _ attempt: Attempt, _ failure: FinishedRun.Failure, _ now: UTCTime,
        _ generator: inout some RandomNumberGenerator
    ) -> [Event] {
        guard var pending = entry.pending else { return [] }
        defer { entry.pending = pending }
        entry.failures += 1
        let wait = Backoff.seconds(afterAttempt: entry.failures, using: &generator)
        pending.becomesMerged()
        pending.notBefore = UTCTime(seconds: now.seconds + wait)
        let since = pending.failingSince ?? now
        pending.failingSince = since
        var events: [Event] = []
        // A database that is away is one piece of news, however many jobs and attempts it fails.
        let outage = Outage(entry.appointment, failure.code)
        let isNews = outages[outage] == nil
        outages[outage, default: []].insert(entry.activity)
        if isNews {
            events += told(of: attempt) { target in
                .postponed(
                    job: target.job, to: target.to, tick: attempt.tick, attempt: attempt.number, seconds: wait,
                    failure)
            }
        }
        if ScheduledActivity.mayTell(of: pending.tick, at: now, told: pending.failureTold)
            ?? (now.seconds - since.seconds >= Self.patience)
        {
            pending.failureTold = now
            events.append(entry.failed(of: failure))
        }
        return events
    }
}

extension ScheduledActivity.Pending {
    /// Nothing was done for the older tick, so the newer one takes its place.
    fileprivate mutating func becomesMerged() {
        guard let merged else { return }
        tick = merged
        isProbe = false
        self.merged = nil
    }
}

extension ScheduledActivity {
    fileprivate func failed(of failure: FinishedRun.Failure) -> Event {
        switch activity {
        case .run(let target):
            .ended(
                FinishedRun(
                    job: target.job, from: appointment.from, to: target.to, failure: failure, seconds: 0,
                    tick: pending?.tick))
        case .snapshot(let target):
            .failed(job: target.job, code: failure.code, message: failure.message, hint: failure.hint)
        case .prune: .warning(subject: "snapshots", message: failure.message)
        }
    }
}
