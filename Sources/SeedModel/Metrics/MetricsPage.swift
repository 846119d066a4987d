/// All that is published at one moment: the content of the metrics file as values.
package struct MetricsPage: Sendable, Equatable {
    /// Finite, counters not negative.
    private var values: [MetricSeries: Double] = [:]

    package init() {}

    package subscript(series: MetricSeries) -> Double? {
        get { values[series] }
        set { values[series] = newValue }
    }

    /// Series of one metric in the order in which they are written.
    func series(of metric: Metric) -> [MetricSeries] {
        values.keys.filter { $0.metric == metric }.sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
    }

    /// Drops what is about others than these, and gives each of them what it counts from.
    ///
    /// A series that appears with its first failure has no increase that `increase()` could see; one that is there at 0 has.
    package mutating func cover(_ targets: [JobTarget]) {
        let known = Set(targets)
        values = values.filter { series, _ in series.target.map(known.contains) ?? true }
        for target in targets {
            let outcomes = RunOutcome.allCases.map { MetricSeries(.runs, target, $0.rawValue) }
            let kinds = WrittenRows.allCases.map { MetricSeries(.rowsWritten, target, $0.rawValue) }
            for series in outcomes + kinds + [.held, .conflicts, .overdue].map({ MetricSeries($0, target) }) {
                values[series, default: 0] += 0
            }
        }
    }

    package mutating func note(version: String) {
        values = values.filter { $0.key.metric != .info }
        values[MetricSeries(.info, [version])] = 1
    }

    /// When each of these jobs is run next. Others are not: what was said of them before goes.
    package mutating func note(nextRuns: [String: UTCTime], of targets: [JobTarget]) {
        values = values.filter { $0.key.metric != .nextRun }
        for target in targets {
            guard let time = nextRuns[target.job] else { continue }
            values[MetricSeries(.nextRun, target)] = Double(time.seconds)
        }
    }

    package mutating func note(snapshots count: Int, bytes: Int) {
        values[MetricSeries(.snapshots)] = Double(count)
        values[MetricSeries(.snapshotBytes)] = Double(bytes)
    }

    package mutating func noteSnapshot(of target: JobTarget, at time: UTCTime) {
        let series = MetricSeries(.lastSnapshot, target)
        values[series] = max(values[series] ?? 0, Double(time.seconds))
    }
}
