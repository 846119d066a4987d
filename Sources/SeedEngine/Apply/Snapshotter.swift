import Postgres
package import SeedModel

/// Takes snapshots of target tables.
package struct Snapshotter: Sendable {
    package let store: SnapshotStore
    let compression: Int
    let events: any EventSink

    package init(store: SnapshotStore, compression: Int, events: any EventSink) {
        self.store = store
        self.compression = compression
        self.events = events
    }

    /// The rows of each content; on disk and read back when it returns.
    ///
    /// Called in a transaction that sees one state: with the tables locked it is the state that a run overwrites. Tables
    /// that changed little since an earlier snapshot are stored as what changed. With `unlessUnchanged`, nil where an
    /// earlier snapshot holds the same rows: its id is told, and none is taken.
    func take(
        of contents: [SnapshotContent], manifest: SnapshotManifest, _ session: borrowing Session
    ) throws -> SnapshotReceipt {
        var writer = try SnapshotWriter(in: store, manifest: manifest, level: compression)
        try TableSnapshots(contents, manifest: manifest, in: store, session).write(to: &writer, session)
        let receipt = try writer.commit()
        events.receive(
            .snapshotTaken(id: receipt.id.description, rows: receipt.rows, storedBytes: receipt.storedBytes))
        return receipt
    }
}
