/// One run of a job that is over: what the journal, the metrics and `seedd status` tell of it.
package struct FinishedRun: Sendable, Equatable {
    package var job: String
    package var from: String
    package var to: String
    package var outcome: RunOutcome
    /// The id under which the target remembers it; nil where nothing was recorded.
    package var run: String?
    /// The snapshot that undoes it.
    package var snapshot: String?
    /// The snapshot a rollback put back.
    package var rolledBackTo: String?
    package var counts: ChangeCounts
    /// Tables with changes.
    package var tables: [Table]
    package var seconds: Double
    /// The scheduled time it ran for; nil where a person or a timer started it.
    package var tick: UTCTime?
    package var failure: Failure?

    package struct Table: Sendable, Equatable {
        package var name: String
        package var counts: ChangeCounts

        package init(name: String, counts: ChangeCounts) {
            self.name = name
            self.counts = counts
        }
    }

    /// Why it failed: as safe to log as the parts of a `SeedError` it is made of.
    package struct Failure: Sendable, Equatable {
        package var code: ErrorCode
        package var message: String
        package var hint: String?

        package init(_ error: SeedError) {
            code = error.code
            message = error.description
            hint = error.hint
        }
    }

    package init(
        job: String, from: String, to: String, outcome: RunOutcome, run: String? = nil, snapshot: String? = nil,
        rolledBackTo: String? = nil, counts: ChangeCounts = ChangeCounts(), tables: [Table] = [], seconds: Double = 0,
        tick: UTCTime? = nil, failure: Failure? = nil
    ) {
        self.job = job
        self.from = from
        self.to = to
        self.outcome = outcome
        self.run = run
        self.snapshot = snapshot
        self.rolledBackTo = rolledBackTo
        self.counts = counts
        self.tables = tables
        self.seconds = seconds
        self.tick = tick
        self.failure = failure
    }

    /// A run that came to nothing.
    package init(
        job: String, from: String, to: String, failure: Failure, seconds: Double, tick: UTCTime? = nil
    ) {
        self.init(
            job: job, from: from, to: to, outcome: failure.code == .interrupted ? .interrupted : .failed,
            seconds: seconds, tick: tick, failure: failure)
    }
}
