package import SeedModel

/// A run that is over, and when.
package struct StatusRun: Sendable, Equatable {
    package var run: FinishedRun
    package var finishedAt: UTCTime
    package var source: StatusSource

    package init(_ run: FinishedRun, finishedAt: UTCTime, source: StatusSource) {
        self.run = run
        self.finishedAt = finishedAt
        self.source = source
    }

    package var action: RunRecord.Kind { run.rolledBackTo == nil && run.outcome != .rolledBack ? .sync : .rollback }

    /// As a target remembers it; nil for one whose end is not recorded.
    init?(_ record: RunRecord) {
        guard let finishedAt = record.finishedAt.flatMap({ UTCTime($0) }) else { return nil }
        let startedAt = UTCTime(record.startedAt) ?? finishedAt
        self.init(
            FinishedRun(
                job: record.job, from: record.from, to: record.to,
                outcome: record.kind == .sync ? .applied : .rolledBack, run: record.id, snapshot: record.snapshot,
                rolledBackTo: record.rolledBackTo, counts: record.counts,
                seconds: Double(finishedAt.seconds - startedAt.seconds)),
            finishedAt: finishedAt, source: .history)
    }

    /// A daemon's tick that left no run in the target.
    init(_ tick: TickTable.Ended, from source: String, _ place: JobTarget) {
        self.init(
            FinishedRun(
                job: place.job, from: source, to: place.to, outcome: tick.outcome, tick: tick.tick,
                failure: tick.failure),
            finishedAt: tick.endedAt, source: .history)
    }

    /// The newest of both, each once, all for a limit of 0. A run that this machine's journal and the target know is
    /// told as the journal has it.
    static func merged(_ journal: [StatusRun], _ history: [StatusRun], limit: Int) -> [StatusRun] {
        let runs = Set(journal.compactMap(\.run.run))
        let ticks = Set(journal.compactMap(\.run.tick))
        let others = history.filter { other in
            if let run = other.run.run { return !runs.contains(run) }
            return other.run.tick.map { !ticks.contains($0) } ?? true
        }
        let all = (journal + others).sorted { $0.finishedAt > $1.finishedAt }
        return limit > 0 ? Array(all.prefix(limit)) : all
    }
}
