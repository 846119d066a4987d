package import SeedModel

extension Plan {
    /// A run of this plan that is over.
    package func finished(_ outcome: RunOutcome, seconds: Double) -> FinishedRun {
        FinishedRun(
            job: job, from: from, to: to, outcome: outcome, counts: counts,
            tables: tables.filter { $0.counts.changes > 0 }.map { table in
                FinishedRun.Table(name: "\(table.target)", counts: table.counts)
            },
            seconds: seconds)
    }
}
