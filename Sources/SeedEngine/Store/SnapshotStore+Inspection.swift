internal import SeedModel

extension SnapshotStore {
    /// As `entry`, after a look at the files that the manifest names: there, of the right kind and size, closed to others.
    /// What is in them is not read.
    func inspectedEntry(_ id: SnapshotID, in root: borrowing Directory) -> SnapshotEntry? {
        let entry = entry(id, in: root)
        guard let manifest = entry?.manifest else { return entry }
        do throws(SeedError) {
            let folder = try root.folder(id.description)
            let status = try folder.status()
            if status.isOpenToOthers { warn(folder.path, wasOpen: status, isRepaired: folder.makePrivate()) }
            for file in manifest.files { try inspect(file.name, bytes: file.bytes, in: folder) }
            return entry
        } catch {
            return damagedEntry(id, error, claim: manifest, in: root)
        }
    }

    private func inspect(_ name: String, bytes: Int, in folder: borrowing Directory) throws(SeedError) {
        let file = try folder.openFile(name)
        let status = try file.status()
        if status.isOpenToOthers { warn(file.path, wasOpen: status, isRepaired: file.makePrivate()) }
        guard status.size == bytes else { throw .damaged(file.path, "has \(status.size) bytes instead of \(bytes)") }
    }

    /// A snapshot that can't be used for the reason `error` gives; nil where it was removed meanwhile.
    func damagedEntry(
        _ id: SnapshotID, _ error: SeedError, claim: SnapshotManifest? = nil, in root: borrowing Directory
    ) -> SnapshotEntry? {
        guard let names = try? root.names(), names.contains(id.description) else { return nil }
        return SnapshotEntry(id: id, state: .damaged(reason: error.description), claim: claim)
    }
}
