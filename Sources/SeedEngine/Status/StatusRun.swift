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

    /// The newest of both, each once, all for a limit of 0. A run that this machine's journal and the target know is
    /// told as the journal has it.
    static func merged(_ journal: [StatusRun], _ history: [StatusRun], limit: Int) -> [StatusRun] {
        let known = Set(journal.compactMap(\.run.run))
        let others = history.filter { run in run.run.run.map { !known.contains($0) } ?? true }
        let all = (journal + others).sorted { $0.finishedAt > $1.finishedAt }
        return limit > 0 ? Array(all.prefix(limit)) : all
    }
}
