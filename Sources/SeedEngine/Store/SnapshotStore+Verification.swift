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
            return damagedEntry(id, error, claim: entry?.manifest, in: root)
        }
    }

    /// `entry` after its files were compared with what was written; nil where it was removed meanwhile. The caller holds the
    /// store's lock.
    func readEntry(_ entry: SnapshotEntry, in root: borrowing Directory) throws(SeedError) -> SnapshotEntry? {
        guard let manifest = entry.manifest else { return entry }
        do throws(SeedError) {
            let folder = try root.folder(entry.id.description)
            let reader = SnapshotReader(id: entry.id, manifest: manifest, store: self, folder: folder, lock: nil)
            for file in manifest.tables.flatMap(\.files) { try reader.verifyStored(file) }
            return entry
        } catch {
            guard error.code == .badData else { throw error }
            return damagedEntry(entry.id, error, claim: manifest, in: root)
        }
    }
}
