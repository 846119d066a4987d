/// What came of applying a plan: one transaction that was committed.
package struct RunResult: Sendable, Equatable {
    /// The run's id, as recorded in the target.
    package var run: String
    /// The snapshot that undoes it; nil where nothing had to be written.
    package var snapshot: String?
    /// Rows written, as the target counted them.
    package var counts: ChangeCounts
    package var durationMs: Int

    package init(run: String, snapshot: String?, counts: ChangeCounts, durationMs: Int) {
        self.run = run
        self.snapshot = snapshot
        self.counts = counts
        self.durationMs = durationMs
    }
}
