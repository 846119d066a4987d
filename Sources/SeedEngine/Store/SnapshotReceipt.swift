internal import SeedModel

/// Proof that a snapshot is on disk and was read back whole.
///
/// Only `SnapshotWriter.commit` makes one, and it can't be copied: whoever demands one can't run without a snapshot.
package struct SnapshotReceipt: ~Copyable, Sendable {
    package let id: SnapshotID
    package let rows: Int
    /// Bytes of its table files, but for those it shares with earlier snapshots.
    package let storedBytes: Int

    fileprivate init(id: SnapshotID, manifest: SnapshotManifest, linked: Set<String>) {
        self.id = id
        rows = manifest.rows
        storedBytes = manifest.tables.flatMap(\.files).filter { !linked.contains($0.file) }.reduce(0) { $0 + $1.bytes }
    }
}

extension SnapshotWriter {
    /// Completes the snapshot: flushed, named, opened again, and every byte on disk
    /// compared with what was written.
    ///
    /// Where any of this fails nothing remains of it.
    package consuming func commit() throws -> SnapshotReceipt {
        let id = try publish()
        let reader = try store.open(id)
        for file in reader.manifest.tables.flatMap(\.files) where !linked.contains(file.file) {
            try reader.verifyStored(file)
        }
        folder.keep()
        return SnapshotReceipt(id: id, manifest: reader.manifest, linked: linked)
    }
}
