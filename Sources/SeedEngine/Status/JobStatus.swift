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
    /// Where the last run, or that there is none, is known from.
    package var source: StatusSource

    package init(
        _ place: JobTarget, runs: [StatusRun], lastRun: StatusRun?, holds: Int?, times: JobTimes?,
        source: StatusSource
    ) {
        self.place = place
        self.runs = runs
        self.lastRun = lastRun
        self.holds = holds
        self.times = times
        self.source = source
    }

    package var hasFailed: Bool { lastRun.map { !$0.run.outcome.isSuccess } ?? false }

    /// A tick came due, and no run has ended since, well or not.
    package var isOverdue: Bool {
        guard let due = times?.due else { return false }
        return lastRun.map { $0.finishedAt < due } ?? true
    }
}
