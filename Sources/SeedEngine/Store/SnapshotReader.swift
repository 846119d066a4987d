internal import SeedModel

/// An open snapshot whose manifest has been checked. No snapshot of the store is removed while it lives.
package struct SnapshotReader: ~Copyable, Sendable {
    /// Larger manifests are not read: a thousand wide tables fit in it.
    private static let largestManifest = 16 << 20

    package let id: SnapshotID
    package let manifest: SnapshotManifest
    let store: SnapshotStore
    let folder: Directory
    private let lock: StoreFile?

    init(
        id: SnapshotID, manifest: SnapshotManifest, store: SnapshotStore, folder: consuming Directory,
        lock: consuming StoreFile?
    ) {
        self.id = id
        self.manifest = manifest
        self.store = store
        self.folder = folder
        self.lock = lock
    }

    /// Reads every table to its end; throws `.badData` naming the first file that is not what the manifest says.
    package func verify() throws {
        for table in manifest.tables { try verify(table) }
    }

    /// The manifest in `folder`, checked against the id.
    static func readManifest(of id: SnapshotID, in folder: borrowing Directory) throws(SeedError) -> SnapshotManifest {
        let file = try folder.openFile(SnapshotFileName.manifest)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try file.read(into: &buffer)
            guard count > 0 else { break }
            bytes += buffer[..<count]
            guard bytes.count <= largestManifest else { throw .damaged(file.path, "is too large for a manifest") }
        }
        guard SnapshotID.digits(of: bytes) == id.manifestDigits else {
            throw .damaged(file.path, "is not the manifest that the snapshot's id stands for")
        }
        let manifest = try SnapshotManifest(bytes, path: file.path)
        guard manifest.createdAt.compact == id.time else {
            throw .damaged(file.path, "says another time than the snapshot's id")
        }
        return manifest
    }
}
