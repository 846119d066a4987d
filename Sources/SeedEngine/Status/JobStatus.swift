package import SeedModel

/// How a job stands in one of its targets.
package struct JobStatus: Sendable, Equatable {
    package var place: JobTarget
    /// Newest first, as many as were asked for.
    package var runs: [StatusRun]
    /// The newest run, which the list may not reach.
    package var lastRun: StatusRun?
    /// Rows that are held; nil where the target could not be asked.
    package var holds: Int?
    package var times: JobTimes?
    /// A daemon has known of the job since then, at least; nil where none has, or nobody could be asked.
    package var scheduledSince: UTCTime?
    /// Where the last run, or that there is none, is known from.
    package var source: StatusSource
    /// Why the target could not be asked: it may know of a newer run.
    package var failure: FinishedRun.Failure?

    package init(
        _ place: JobTarget, runs: [StatusRun], lastRun: StatusRun?, holds: Int?, times: JobTimes?,
        scheduledSince: UTCTime? = nil,
        source: StatusSource, failure: FinishedRun.Failure? = nil
    ) {
        self.place = place
        self.runs = runs
        self.lastRun = lastRun
        self.holds = holds
        self.times = times
        self.scheduledSince = scheduledSince
        self.source = source
        self.failure = failure
    }

    /// Rows that the newest run left in conflict; nil where no run is known, or the history does not say.
    package var conflicts: Int? {
        lastRun.flatMap { $0.source == .journal ? $0.run.counts.conflict : nil }
    }

    package var hasFailed: Bool { lastRun.map { !$0.run.outcome.isSuccess } ?? false }

    /// A tick came due, and no run has ended since, well or not. Of a job that may be new nothing is overdue.
    package var isOverdue: Bool {
        guard let due = times?.due, lastRun.map({ $0.finishedAt < due }) ?? true else { return false }
        return scheduledSince.map { $0 < due } ?? (lastRun != nil)
    }
}
