/// A progress as it is shown at one moment.
package struct ProgressReading: Sendable, Equatable {
    package var progress: Progress
    package var elapsed: Duration
    package var rowsPerSecond: Double?

    package init(_ progress: Progress, elapsed: Duration, rowsPerSecond: Double? = nil) {
        self.progress = progress
        self.elapsed = elapsed
        self.rowsPerSecond = rowsPerSecond
    }

    /// What is done of what is expected, 0 to 1; nil where that is not known, or was estimated too low.
    package var fraction: Double? {
        guard let rows = progress.rows, let expected = progress.expected, expected > 0, rows <= expected else {
            return nil
        }
        return Double(rows) / Double(expected)
    }

    /// What is left at this rate, in whole seconds.
    package var secondsLeft: Int? {
        guard fraction != nil, let rate = rowsPerSecond, rate > 0, let rows = progress.rows,
            let expected = progress.expected
        else { return nil }
        let seconds = Double(expected - rows) / rate
        return seconds < 1e9 ? Int(seconds.rounded(.up)) : nil
    }
}
