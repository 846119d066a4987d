import SeedModel

extension JournalEntry {
    static func entry(for event: DaemonEvent, exitCode: (ErrorCode) -> Int32) -> JournalEntry {
        switch event {
        case .started(let version, let jobs):
            JournalEntry(
                .started, "seedd \(version) started with \(jobs.counted("job"))",
                [(.version, version), (.jobs, "\(jobs)")])
        case .stopping(let reason, let running):
            JournalEntry(
                .stopping, "stopping, \(reason): \(running.counted("run")) under way",
                [(.reason, reason), (.running, "\(running)")])
        case .stopped: JournalEntry(.stopped, "stopped")
        case .reloaded(let jobs):
            JournalEntry(.reloaded, "configuration read again: \(jobs.counted("job"))", [(.jobs, "\(jobs)")])
        case .reloadRefused(let problem):
            JournalEntry(
                .reloadRefused, "the new configuration is refused, the old one stays: \(problem)",
                [(.reason, problem)])
        case .postponed(let job, let to, let tick, let attempt, let seconds, let failure):
            JournalEntry(
                .postponed, "\(job) to \(to): attempt \(attempt) failed, again in \(seconds) s: \(failure.message)",
                [
                    (.job, job), (.to, to), (.tick, "\(tick)"), (.attempt, "\(attempt)"),
                    (.delay, "\(seconds * 1_000_000)"), (.error, failure.code.rawValue),
                    (.exit, "\(exitCode(failure.code))"), (.hint, failure.hint),
                ])
        case .recovered(let job, let to, let attempts):
            JournalEntry(
                .recovered, "\(job) to \(to): succeeds again after \(attempts.counted("attempt")) that failed",
                [(.job, job), (.to, to), (.attempt, "\(attempts)")])
        case .caughtUp(let job, let to, let tick, let seconds):
            JournalEntry(
                .caughtUp, "\(job) to \(to): making up for \(tick), \(Duration.seconds(seconds).brief) late",
                [(.job, job), (.to, to), (.tick, "\(tick)"), (.delay, "\(seconds * 1_000_000)")])
        case .merged(let job, let to, let tick):
            JournalEntry(
                .merged, "\(job) to \(to): still running at \(tick), that run stands for both",
                [(.job, job), (.to, to), (.tick, "\(tick)")])
        case .takenElsewhere(let job, let to, let tick, let daemon):
            JournalEntry(
                .takenElsewhere, "\(job) to \(to): \(tick) was taken by \(daemon)",
                [(.job, job), (.to, to), (.tick, "\(tick)"), (.elsewhere, daemon)])
        case .overdue(let job, let to, let due, let lastSuccess):
            JournalEntry(
                .overdue,
                "\(job) to \(to): overdue since \(due), last success \(lastSuccess?.description ?? "never")",
                [(.job, job), (.to, to), (.due, "\(due)"), (.lastSuccess, lastSuccess?.description)])
        }
    }
}
