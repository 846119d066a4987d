import SeedModel

extension Event {
    /// At least one event for each kind of entry, with all fields it may have.
    static var journalSamples: [Event] {
        let tick = UTCTime(seconds: 1_795_140_000)
        var large = FinishedRun.sample(.applied)
        large.tables = (1...101).map { .init(name: "public.t\($0)", counts: ChangeCounts(insert: 1)) }
        let failure = FinishedRun.Failure(SeedError(.unavailable, "production", "connection refused", hint: "wait"))
        let daemon: [DaemonEvent] = [
            .started(version: "1.0", jobs: 2), .stopping(reason: "SIGTERM", running: 1), .stopped, .reloaded(jobs: 3),
            .reloadRefused(problem: "seedd.yaml:3:1: unknown key\nseedd.yaml:9:1: unknown job"),
            .postponed(job: "prices", to: "production", tick: tick, attempt: 2, seconds: 60, failure),
            .recovered(job: "prices", to: "production", attempts: 2),
            .caughtUp(job: "prices", to: "production", tick: tick, seconds: 7200),
            .merged(job: "prices", to: "production", tick: tick),
            .takenElsewhere(job: "prices", to: "production", tick: tick, by: "seedd@other"),
            .overdue(job: "prices", to: "production", due: tick, lastSuccess: tick),
            .overdue(job: "prices", to: "production", due: tick, lastSuccess: nil),
        ]
        return RunOutcome.allCases.map { .ended(.sample($0)) } + daemon.map { .daemon($0) } + [
            .ended(large), .held(job: "prices", environment: "production", rows: 3),
            .released(job: "prices", environment: "production", rows: 1),
            .conflicts(job: "prices", environment: "production", rows: 2),
            .snapshotTaken(
                job: "prices", environment: "production", id: "20261120T020003Z-4f2a91c0", rows: 3, storedBytes: 4096),
            .snapshotsPruned(job: "prices", count: 3, freedBytes: 4096), .warning(subject: "prices", message: "old"),
            .failed(job: "prices", code: .unavailable, message: "connection refused", hint: "wait"),
        ]
    }
}
