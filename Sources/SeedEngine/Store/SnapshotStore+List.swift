package import SeedModel

extension SnapshotStore {
    /// All snapshots, newest first; those that lack a file, or whose manifest can't be read, are listed as damaged.
    package func list() throws(SeedError) -> [SnapshotEntry] {
        guard let root = try openIfPresent() else { return [] }
        var entries: [SnapshotEntry] = []
        for id in try ids(in: root) {
            if let entry = inspectedEntry(id, in: root) { entries.append(entry) }
        }
        return entries
    }

    /// Names in the store that are ids, newest first.
    func ids(in root: borrowing Directory) throws(SeedError) -> [SnapshotID] {
        try root.names().compactMap { SnapshotID($0) }.sorted(by: >)
    }

    /// A snapshot with what its manifest says, its files not looked at; nil where it was removed meanwhile.
    func entry(_ id: SnapshotID, in root: borrowing Directory) -> SnapshotEntry? {
        do throws(SeedError) {
            let folder = try root.folder(id.description)
            return SnapshotEntry(id: id, state: .intact(try SnapshotReader.readManifest(of: id, in: folder)))
        } catch {
            return damagedEntry(id, error, in: root)
        }
    }
}
