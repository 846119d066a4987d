package import SeedModel

extension SnapshotStore {
    /// The snapshot that `reference` names: an id, the beginning of one, or `latest`, which skips damaged ones.
    ///
    /// With `job` only that job's snapshots count. What could not be an id is not found, and no file is looked at for it.
    package func find(_ reference: String, job: String? = nil) throws(SeedError) -> SnapshotID {
        guard reference == "latest" || SnapshotID.isPlausible(reference) else {
            throw SeedError(
                .notFound, "snapshot", "what was given is not a snapshot's id", hint: "seedd snapshots list")
        }
        guard let root = try openIfPresent() else { throw notFound(reference, job: job, among: []) }
        let ids = try ids(in: root)
        if reference == "latest" {
            for id in ids {
                if let manifest = entry(id, in: root)?.manifest, job == nil || manifest.job == job { return id }
            }
            throw notFound(reference, job: job, among: [])
        }
        var matches = ids.filter { $0.description.hasPrefix(reference) }
        if let job {
            // A damaged one stays: that it is damaged is what its owner needs to hear.
            matches = matches.filter { id in entry(id, in: root).map { $0.manifest?.job ?? job } == job }
        }
        guard let match = matches.first else { throw notFound(reference, job: job, among: ids) }
        guard matches.count == 1 else {
            let names = matches.prefix(5).map(\.description).joined(separator: ", ")
            throw SeedError(
                .usage, "snapshot \(reference)", "names \(matches.count) snapshots: \(names)", hint: "give more digits")
        }
        return match
    }

    private func notFound(_ reference: String, job: String?, among ids: [SnapshotID]) -> SeedError {
        let near = ids.sorted { shared(reference, $0) > shared(reference, $1) }.prefix(3).map(\.description)
        return SeedError(
            .notFound, "snapshot \(reference)", "not found\(job.map { " for job \($0)" } ?? "") in \(directory)",
            hint: near.isEmpty ? "seedd snapshots list" : "near it: \(near.joined(separator: ", "))")
    }

    /// Length of the common beginning.
    private func shared(_ reference: String, _ id: SnapshotID) -> Int {
        zip(reference.utf8, id.description.utf8).prefix { $0 == $1 }.count
    }
}
