package import SeedModel

extension SnapshotStore {
    /// Bytes of the files in the store, unfinished snapshots included; a file that several snapshots link counts once.
    package func size() throws(SeedError) -> Int {
        guard let root = try openIfPresent() else { return 0 }
        var inventory = StoreInventory()
        for name in try root.names() where SnapshotID(name) != nil || name.hasPrefix(TemporaryFolder.prefix) {
            inventory.add(try files(of: name, in: root))
        }
        return inventory.bytes
    }

    /// What is in a folder of the store; nothing where it was removed meanwhile or is no folder.
    func files(of name: String, in root: borrowing Directory) throws(SeedError) -> Set<DiskFile> {
        do throws(SeedError) {
            return try root.folder(name).files()
        } catch {
            guard error.code == .badData else { throw error }
            return []
        }
    }
}
