package import SeedModel

extension SnapshotStore {
    /// Removes a snapshot, whole or not at all; `.tryAgain` while any snapshot of the store is being read.
    package func remove(_ id: SnapshotID) throws(SeedError) {
        guard let root = try openIfPresent() else { throw missing(id) }
        guard let lock = try root.openLock(Self.lockName), lock.lockAlone() else {
            throw SeedError(.tryAgain, "\(directory)/\(id)", "snapshots are in use", hint: "try again later")
        }
        defer { extendLifetime(lock) }
        // A link or a file of that name is not ours to remove.
        _ = try folder(of: id, in: root)
        // Renamed first: what a killed removal leaves is not a snapshot any more.
        var name: String
        repeat { name = TemporaryFolder.randomName() } while try !root.rename(id.description, to: name)
        try root.removeFolder(name)
        try root.synchronize()
    }

    /// Removes what killed writers left an hour ago or longer; what can't be removed stays, and nothing is said.
    func removeAbandoned() {
        guard let root = try? openIfPresent(), let names = try? root.names() else { return }
        for name in names where name.hasPrefix(TemporaryFolder.prefix) {
            guard let folder = try? root.folder(name), let status = try? folder.status(),
                status.modified.seconds < now().seconds - 3600, folder.lock()
            else { continue }
            try? root.removeFolder(name)
        }
    }
}
