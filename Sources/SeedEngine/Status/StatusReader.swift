package import SeedModel

/// Puts together how jobs stand from what the journal and the targets know.
package struct StatusReader: Sendable {
    /// Runs of the journal that are looked for in the history. A server's clock may be ahead: a run that both know must
    /// not pass for a newer one of another machine.
    private static let compared = 10

    private let journal: JournalHistory?
    private let connector: @Sendable (String) throws(SeedError) -> Connector

    /// Without a journal the targets' histories tell what they know.
    package init(
        journal: JournalHistory?, connector: @escaping @Sendable (String) throws(SeedError) -> Connector
    ) {
        self.journal = journal
        self.connector = connector
    }

    /// Of each job and target its newest runs, all for a limit of 0. Targets that can't be asked are reported to
    /// `failed`, once each; what their jobs did is not known where there is no journal either.
    package func status(
        of jobs: [Job], since: UTCTime?, limit: Int, times: (Job) throws(SeedError) -> JobTimes?,
        failed: (SeedError) -> Void
    ) async throws(SeedError) -> [JobStatus] {
        let places = jobs.flatMap { job in job.to.map { JobTarget(job: job.name, to: $0) } }
        let newest = try journal?.runs(of: places, limit: Self.compared) ?? [:]
        let isNewestOnly = since == nil && (1...Self.compared).contains(limit)
        let told = isNewestOnly ? newest : try journal?.runs(of: places, since: since, limit: limit) ?? [:]
        let sources = Dictionary(jobs.map { ($0.name, $0.from) }) { first, _ in first }
        var failures: [String: SeedError] = [:]
        let standings = try await standings(of: places, from: sources, limit: limit) { target, error in
            failures[target] = error
            failed(error)
        }

        var status: [JobStatus] = []
        for job in jobs {
            let times = try times(job)
            for target in job.to {
                let place = JobTarget(job: job.name, to: target)
                let standing = standings[place]
                let history = standing?.runs ?? []
                let last = StatusRun.merged(newest[place] ?? [], history, limit: 1).first
                let recent = history.filter { run in since.map { run.finishedAt >= $0 } ?? true }
                status.append(
                    JobStatus(
                        place, runs: StatusRun.merged(told[place] ?? [], recent, limit: limit), lastRun: last,
                        holds: standing?.holds, times: times, scheduledSince: standing?.scheduledSince,
                        source: last?.source ?? (journal == nil ? .history : .journal),
                        failure: failures[target].map { FinishedRun.Failure($0) }))
            }
        }
        return status
    }

    private struct Standing {
        var runs: [StatusRun]
        var scheduledSince: UTCTime?
        var holds: Int
    }

    /// What the targets know; nothing of those that failed.
    private func standings(
        of places: [JobTarget], from sources: [String: String], limit: Int,
        failed: (String, SeedError) -> Void
    ) async throws(SeedError) -> [JobTarget: Standing] {
        var standings: [JobTarget: Standing] = [:]
        for target in places.map(\.to).reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
            let reader = HistoryReader(try connector(target))
            do {
                for place in places where place.to == target {
                    let standing = try await reader.standing(of: place.job, limit: limit)
                    let runs = standing.runs.compactMap { StatusRun($0) }
                    let ticks = standing.ticks.map { StatusRun($0, from: sources[place.job] ?? "", place) }
                    standings[place] = Standing(
                        runs: runs + ticks, scheduledSince: standing.scheduledSince, holds: standing.holds)
                }
            } catch {
                guard error.code != .interrupted else { throw error }
                failed(target, error)
            }
        }
        return standings
    }
}
