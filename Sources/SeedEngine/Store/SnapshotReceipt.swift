internal import SeedModel

/// Proof that a snapshot is on disk and was read back whole.
///
/// Only `SnapshotWriter.commit` makes one, and it can't be copied: whoever demands one can't run without a snapshot.
package struct SnapshotReceipt: ~Copyable, Sendable {
    package let id: SnapshotID
    package let rows: Int
    /// Bytes of its table files.
    package let storedBytes: Int

    fileprivate init(id: SnapshotID, manifest: SnapshotManifest) {
        self.id = id
        rows = manifest.rows
        storedBytes = manifest.bytes
    }
}

extension SnapshotWriter {
    /// Completes the snapshot: flushed, named, opened again and read to its last byte.
    ///
    /// Where any of this fails nothing remains of it.
    package consuming func commit() throws -> SnapshotReceipt {
        let id = try publish()
        let reader = try store.open(id)
        try reader.verify()
        folder.keep()
        return SnapshotReceipt(id: id, manifest: reader.manifest)
    }
}
