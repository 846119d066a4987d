import Postgres
package import SeedModel

/// Finds the snapshot that `rollback latest` means: the newest one whose run the target remembers.
///
/// A run that failed after its snapshot leaves one behind that undoes nothing. One that somebody asked for has no run.
package struct LatestSnapshot: Sendable {
    let store: SnapshotStore
    let connector: @Sendable (String) throws(SeedError) -> Connector

    /// `connector` leads to the environment of a name; it throws `notFound` where that is not configured.
    package init(in store: SnapshotStore, connector: @escaping @Sendable (String) throws(SeedError) -> Connector) {
        self.store = store
        self.connector = connector
    }

    /// The newest that undoes something; with `job` only that job's snapshots count.
    package func find(job: String?) async throws(SeedError) -> SnapshotID {
        let entries = try store.list().compactMap { entry in entry.manifest.map { (id: entry.id, manifest: $0) } }
            .filter { job == nil || $0.manifest.job == job }
        var recorded: [String: Set<String>] = [:]
        for entry in entries {
            guard let run = entry.manifest.run, entry.manifest.reason != .requested else { return entry.id }
            let environment = entry.manifest.target.environment
            if recorded[environment] == nil {
                let runs = entries.filter { $0.manifest.target.environment == environment }.compactMap(\.manifest.run)
                recorded[environment] = try await self.recorded(runs, in: try connector(environment))
            }
            if recorded[environment]?.contains(run) == true { return entry.id }
        }
        let whose = job.map { " of job \($0)" } ?? ""
        throw SeedError(
            .notFound, "snapshot latest", "no snapshot\(whose) in \(store.directory) belongs to a run that took place",
            hint: "seedd snapshots list")
    }

    private func recorded(_ runs: [String], in connector: Connector) async throws(SeedError) -> Set<String> {
        let lane = Lane<Session>("latest") { cancellation in try connector.connect(cancellation) }
        return try await mappingErrors(subject: connector.environment.name) {
            try await lane.run { session in try RunHistory.recorded(among: runs, session) }
        }
    }
}
