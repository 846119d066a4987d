import SeedEngine
import SeedModel

extension SeedModel.Configuration {
    /// Throws `notFound` where `job` is neither configured nor that of a snapshot in `store`: a job that was taken out of
    /// the configuration leaves snapshots.
    func requireKnown(job: String, in store: SnapshotStore) throws(SeedError) {
        guard !jobs.contains(where: { $0.name == job }) else { return }
        let known = jobs.map(\.name) + (try store.list().compactMap { $0.claim?.job })
        try require(job, among: known, "job")
    }

    /// As `requireKnown(job:in:)`, of an environment.
    func requireKnown(environment: String, in store: SnapshotStore) throws(SeedError) {
        guard environments[environment] == nil else { return }
        let known = environments.keys + (try store.list().compactMap { $0.claim?.target.environment })
        try require(environment, among: known, "environment")
    }

    private func require(_ name: String, among known: [String], _ kind: String) throws(SeedError) {
        guard !known.contains(name) else { return }
        throw SeedError(
            .notFound, "\(kind) \(Printable.quoted(name))",
            "no such \(kind)\(EditDistance.suggestion(for: name, among: Set(known).sorted()))")
    }
}
