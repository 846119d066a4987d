/// How a job stands in one of its targets.
package struct JobStatus: Sendable, Equatable {
    package var job: String
    package var environment: String
    /// The newest run of the job; nil where there is none.
    package var lastRun: RunRecord?
    /// Rows that are held.
    package var holds: Int

    package init(job: String, environment: String, lastRun: RunRecord?, holds: Int) {
        self.job = job
        self.environment = environment
        self.lastRun = lastRun
        self.holds = holds
    }
}
