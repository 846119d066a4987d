import SeedModel

extension SnapshotStore {
    /// Whole snapshots and unfinished ones by what they take; no manifest is read.
    func usage() throws(SeedError) -> (count: Int, bytes: Int) {
        guard let root = try openIfPresent() else { return (0, 0) }
        return (try ids(in: root).count, try size())
    }

    /// What a snapshot is of, and when it was taken; nil where it can't be read.
    func origin(of id: String) -> (target: JobTarget, time: UTCTime)? {
        guard let id = SnapshotID(id), let root = try? openIfPresent(), let manifest = entry(id, in: root)?.manifest
        else { return nil }
        return (JobTarget(job: manifest.job, to: manifest.target.environment), manifest.createdAt)
    }
}
