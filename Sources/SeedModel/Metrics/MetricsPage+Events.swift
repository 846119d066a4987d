extension MetricsPage {
    /// Takes in what `event` says; most events say nothing that is published.
    ///
    /// Of `held` nothing is taken: the run that it follows says the same.
    package mutating func note(_ event: Event, at time: UTCTime) {
        switch event {
        case .ended(let run): note(run, at: time)
        case .released(let job, let environment, let rows):
            let series = MetricSeries(.held, JobTarget(job: job, to: environment))
            self[series] = max(0, (self[series] ?? 0) - Double(rows))
        case .daemon(.overdue(let job, let to, _, _)):
            self[MetricSeries(.overdue, JobTarget(job: job, to: to))] = 1
        // Whatever came of it, the run is not missing.
        case .daemon(.takenElsewhere(let job, let to, _, _)):
            self[MetricSeries(.overdue, JobTarget(job: job, to: to))] = 0
        // It was stopped on purpose: a run that is promised for a time that has passed is the sign of one that was not.
        case .daemon(.stopped): note(nextRuns: [:], of: [])
        default: break
        }
    }

    private mutating func note(_ run: FinishedRun, at time: UTCTime) {
        let target = JobTarget(job: run.job, to: run.to)
        self[MetricSeries(.lastRun, target)] = Double(time.seconds)
        self[MetricSeries(.lastRunSuccess, target)] = run.outcome.isSuccess ? 1 : 0
        self[MetricSeries(.lastRunDuration, target)] = run.seconds
        add(1, to: MetricSeries(.runs, target, run.outcome.rawValue))
        for kind in WrittenRows.allCases {
            let rows = run.outcome.hasWritten ? kind.count(run.counts) : 0
            self[MetricSeries(.lastRunRows, target, kind.rawValue)] = Double(rows)
            add(rows, to: MetricSeries(.rowsWritten, target, kind.rawValue))
        }
        let others = [
            ("unchanged", run.counts.unchanged), ("held", run.counts.held), ("conflict", run.counts.conflict),
        ]
        for (kind, rows) in others { self[MetricSeries(.lastRunRows, target, kind)] = Double(rows) }
        guard run.outcome.isSuccess else { return }
        self[MetricSeries(.lastSuccess, target)] = Double(time.seconds)
        // What a rollback undoes is held from the next promotion on, and it is none of the runs that were due.
        guard run.outcome != .rolledBack else { return }
        self[MetricSeries(.held, target)] = Double(run.counts.held)
        self[MetricSeries(.conflicts, target)] = Double(run.counts.conflict)
        self[MetricSeries(.overdue, target)] = 0
    }

    private mutating func add(_ number: Int, to series: MetricSeries) {
        self[series] = (self[series] ?? 0) + Double(number)
    }
}

extension RunOutcome {
    /// Its counts are of rows in the target, not of rows in a plan.
    fileprivate var hasWritten: Bool { self == .applied || self == .rolledBack }
}
