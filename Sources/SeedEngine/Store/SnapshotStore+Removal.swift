package import SeedModel
internal import SystemPackage

extension SnapshotStore {
    /// A writer makes its folder and locks it at once. A folder without a lock is left alone for so many seconds, in case
    /// its writer is between the two; one that is held up for longer finds its folder gone, and its run ends there.
    private static let graceSeconds = 10

    /// Removes a snapshot, whole or not at all; `.tryAgain` while any snapshot of the store is being read.
    package func remove(_ id: SnapshotID) throws(SeedError) {
        guard let root = try openIfPresent() else { throw missing(id) }
        let lock = try lockAlone(root)
        defer { extendLifetime(lock) }
        try remove(id, from: root)
        try root.synchronize()
    }

    /// The lock that keeps readers out; `.tryAgain` while one is in.
    func lockAlone(_ root: borrowing Directory) throws(SeedError) -> StoreFile {
        guard let lock = try root.openLock(Self.lockName) else { throw .unwritable(directory, .permissionDenied) }
        guard try lock.lockAlone() else {
            throw SeedError(.tryAgain, directory, "snapshots are in use", hint: "try again later")
        }
        return lock
    }

    /// Removes a snapshot under the lock, not yet durably.
    func remove(_ id: SnapshotID, from root: borrowing Directory) throws(SeedError) {
        // A link or a file of that name is not ours to remove.
        let folder = try folder(of: id, in: root)
        // Tells cleaners that somebody is at it.
        _ = folder.lock()
        // Renamed first: what a killed removal leaves is not a snapshot any more.
        var name: String
        repeat { name = TemporaryFolder.randomName() } while try !root.rename(id.description, to: name)
        try root.removeFolder(name)
        extendLifetime(folder)
    }

    /// Removes what killed writers left, and returns the names of what is not such, or can't be removed.
    func removeAbandoned() -> [String] {
        guard let root = try? openIfPresent(), let names = try? root.names() else { return [] }
        var left: [String] = []
        for name in names where name.hasPrefix(TemporaryFolder.prefix) && !isGone(name, in: root) { left.append(name) }
        return left.sorted()
    }

    /// Whether an abandoned folder has been removed, or is none yet.
    private func isGone(_ name: String, in root: borrowing Directory) -> Bool {
        do throws(SeedError) {
            let folder = try root.folder(name)
            // Either way, as the clock may have been set back since.
            guard abs(now().seconds - (try folder.status().modified.seconds)) > Self.graceSeconds, folder.lock() else {
                return true
            }
            try root.removeFolder(name)
            return true
        } catch {
            // Another cleaner may have been faster.
            return FileStatus(name, in: root.descriptor) == nil
        }
    }

    /// Tells of `names`, of which `removeAbandoned` could not make an end.
    func warnOfLeftovers(_ names: [String]) {
        guard !names.isEmpty else { return }
        let shown = names.prefix(5).map(Printable.escaped).joined(separator: ", ")
        sink.receive(
            .warning(
                subject: directory,
                message: "\(shown)\(names.count > 5 ? ", …" : ""): not what a killed run leaves, or can't be removed; "
                    + "look at it, then delete it"))
    }
}
