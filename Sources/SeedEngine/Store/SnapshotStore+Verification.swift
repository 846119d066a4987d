internal import SeedModel

extension SnapshotStore {
    /// Looks at the manifest and the files of a snapshot, and with `readingData` reads them to their last byte.
    ///
    /// The result says what is wrong with it; nil where it was removed meanwhile.
    package func verify(_ id: SnapshotID, readingData: Bool) throws -> SnapshotEntry? {
        guard let root = try openIfPresent() else { return nil }
        let lock = try root.openLock(Self.lockName)
        try lock?.lockShared()
        defer { extendLifetime(lock) }
        let entry = inspectedEntry(id, in: root)
        guard readingData, entry?.manifest != nil else { return entry }
        do {
            try open(id).verify()
            return entry
        } catch let error as SeedError {
            guard error.code == .badData else { throw error }
            return damagedEntry(id, error, in: root)
        }
    }
}
