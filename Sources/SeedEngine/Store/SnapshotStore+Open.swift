package import SeedModel

extension SnapshotStore {
    static let lockName = ".lock"

    /// Opens a snapshot and checks its manifest. While the reader lives no snapshot is removed.
    package func open(_ id: SnapshotID) throws(SeedError) -> SnapshotReader { try open(id, knowing: nil) }

    /// Opens the snapshot of `base` by the manifest that was read with it: with many tables it takes long to read.
    func open(_ base: SnapshotBase) throws(SeedError) -> SnapshotReader {
        try open(base.id, knowing: base.manifest)
    }

    private func open(_ id: SnapshotID, knowing known: SnapshotManifest?) throws(SeedError) -> SnapshotReader {
        guard let root = try openIfPresent() else { throw missing(id) }
        // Where the lock can't be had, on a store mounted read-only for instance, nothing can be removed by us either.
        let lock = try root.openLock(Self.lockName)
        try lock?.lockShared()
        let folder = try folder(of: id, in: root)
        let status = try folder.status()
        if status.isOpenToOthers { warn(folder.path, wasOpen: status, isRepaired: folder.makePrivate()) }
        let manifest = if let known { known } else { try SnapshotReader.readManifest(of: id, in: folder) }
        return SnapshotReader(id: id, manifest: manifest, store: self, folder: folder, lock: lock)
    }

    func folder(of id: SnapshotID, in root: borrowing Directory) throws(SeedError) -> Directory {
        guard FileStatus.exists("\(directory)/\(id)") else { throw missing(id) }
        return try root.folder(id.description)
    }

    func missing(_ id: SnapshotID) -> SeedError {
        SeedError(.notFound, "snapshot \(id)", "not found in \(directory)", hint: "seedd snapshots list")
    }
}
