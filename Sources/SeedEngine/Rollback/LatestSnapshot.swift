import Postgres
package import SeedModel

/// Finds the snapshot that `rollback latest` means: that of the newest run, as the target remembers it.
///
/// The target decides, not the dates of snapshots: those are of the clocks of whoever took them, one that somebody asked
/// for undoes nothing, and a run that failed after its snapshot did nothing. Where the snapshot of the newest run can't be
/// used none is found: the one before it would undo two runs. Of a job that ran in several environments none is the latest:
/// somebody has to say where.
package struct LatestSnapshot: Sendable {
    let store: SnapshotStore
    let connector: @Sendable (String) throws(SeedError) -> Connector

    /// `connector` leads to the environment of a name; it throws `notFound` where that is not configured.
    package init(in store: SnapshotStore, connector: @escaping @Sendable (String) throws(SeedError) -> Connector) {
        self.store = store
        self.connector = connector
    }

    /// The one that undoes the newest run; with `job` only that job's runs count, with `environment` only those in it.
    package func find(job: String?, environment: String? = nil) async throws(SeedError) -> SnapshotID {
        let entries = try store.list().filter { entry in
            guard entry.mayBelong(to: job) else { return false }
            guard let environment, let claim = entry.claim else { return true }
            return claim.target.environment == environment
        }
        let runs = try await undoable(job: job, in: environments(of: entries))
        guard let newest = runs.first else { throw nothing(among: entries, job: job) }
        let entry = entries.first { $0.id.description == newest.snapshot }
        if let entry, entry.damage == nil { return entry.id }
        let older = runs.dropFirst().lazy.compactMap { run in
            entries.first { $0.id.description == run.snapshot && $0.damage == nil }?.id
        }.first
        throw unusable(newest, entry, older: older)
    }

    private func environments(of entries: [SnapshotEntry]) throws(SeedError) -> [Connector] {
        let names = Set(entries.compactMap(\.claim).filter { $0.reason != .requested }.map(\.target.environment))
        var connectors: [Connector] = []
        var unknown: SeedError?
        for name in names.sorted() {
            do throws(SeedError) {
                connectors.append(try connector(name))
            } catch {
                guard error.code == .notFound else { throw error }
                unknown = error
            }
        }
        if connectors.isEmpty, let unknown { throw unknown }
        return connectors
    }

    /// Of all `environments`, newest first. Times are compared across servers only where there are several.
    private func undoable(job: String?, in environments: [Connector]) async throws(SeedError) -> [RunHistory
        .UndoableRun]
    {
        var histories: [(environment: String, runs: [RunHistory.UndoableRun])] = []
        for connector in environments {
            let runs = try await HistoryReader(connector).undoable(job: job)
            if !runs.isEmpty { histories.append((connector.environment.name, runs)) }
        }
        histories.sort { $0.runs[0].finishedAt > $1.runs[0].finishedAt }
        guard let newest = histories.first else { return [] }
        let known = Set(newest.runs.map(\.id))
        let others = histories.dropFirst().filter { history in
            // Two environments may name one database.
            history.runs.contains { $0.job == newest.runs[0].job && !known.contains($0.id) }
        }
        guard others.isEmpty else {
            throw ambiguous(newest.runs[0].job, in: [newest.environment] + others.map(\.environment))
        }
        return newest.runs
    }

    private func ambiguous(_ job: String, in environments: [String]) -> SeedError {
        SeedError(
            .usage, "snapshot latest",
            "job \(Printable.escaped(job)) ran in \(environments.count) environments: "
                + environments.joined(separator: ", "),
            hint: "say where: --to \(environments[0])")
    }

    private func unusable(_ run: RunHistory.UndoableRun, _ entry: SnapshotEntry?, older: SnapshotID?) -> SeedError {
        let purpose = "it would undo run \(run.id), the newest of job \(Printable.escaped(run.job))"
        let hint = older.map { "to undo more, name it: seedd rollback \($0)" } ?? "seedd snapshots list"
        let subject = "snapshot \(Printable.escaped(run.snapshot))"
        guard let damage = entry?.damage else {
            return SeedError(.notFound, subject, "is not in \(store.directory); \(purpose)", hint: hint)
        }
        return SeedError(.badData, subject, "is damaged (\(damage)); \(purpose)", hint: hint)
    }

    /// Where no run is recorded: an empty history says nothing about snapshots that were taken for runs.
    private func nothing(among entries: [SnapshotEntry], job: String?) -> SeedError {
        let whose = job.map { " of job \(Printable.escaped($0))" } ?? ""
        if let taken = entries.first(where: { $0.damage == nil && $0.claim?.reason != .requested }) {
            return SeedError(
                .notFound, "snapshot latest", "the target remembers no run\(whose) that a snapshot would undo",
                hint: "if one is to be put back all the same, name it: seedd rollback \(taken.id)")
        }
        if let damaged = entries.first(where: { $0.damage != nil }), let damage = damaged.damage {
            return SeedError(
                .badData, "snapshot \(damaged.id)", "is damaged (\(damage)), and no other was taken for a run\(whose)",
                hint: "seedd snapshots list")
        }
        return SeedError(
            .notFound, "snapshot latest", "no snapshot\(whose) in \(store.directory) was taken for a run",
            hint: "seedd snapshots list; to put back one that was asked for, name it")
    }
}
