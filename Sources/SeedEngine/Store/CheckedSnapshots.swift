internal import SeedModel

/// Snapshots that pruning has read to their last byte, as older ones are removed on the strength of them.
struct CheckedSnapshots {
    private var whole: Set<SnapshotID> = []
    private(set) var damaged: [SnapshotID: SnapshotEntry] = [:]

    /// `latest` was read when it was taken, a moment ago.
    init(_ latest: SnapshotID? = nil) {
        if let latest { whole.insert(latest) }
    }

    func isKnownWhole(_ id: SnapshotID) -> Bool { whole.contains(id) }

    /// Reads `entry`, whose store the caller has locked.
    mutating func read(_ entry: SnapshotEntry, in store: SnapshotStore, _ root: borrowing Directory) throws(SeedError) {
        guard !Task.isCancelled else { throw SeedError(.interrupted, store.directory, "interrupted while pruning") }
        guard let read = try store.readEntry(entry, in: root) else { return }
        if read.damage == nil { whole.insert(entry.id) } else { damaged[entry.id] = read }
    }
}
