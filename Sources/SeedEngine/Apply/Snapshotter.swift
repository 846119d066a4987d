import FoundationEssentials
import Postgres
package import SeedModel

/// Takes snapshots of target tables.
package struct Snapshotter: Sendable {
    package let store: SnapshotStore
    let compression: Int
    let deltas: DeltaPolicy
    let events: any EventSink

    /// Threads that compress, where the server and this one leave cores free.
    private static let workers = max(0, min(3, ProcessInfo.processInfo.activeProcessorCount - 2))

    package init(
        store: SnapshotStore, compression: Int, deltas: DeltaPolicy = DeltaPolicy(), events: any EventSink
    ) {
        self.store = store
        self.compression = compression
        self.deltas = deltas
        self.events = events
    }

    /// The rows of each content; on disk and read back when it returns.
    ///
    /// `horizon` was read in the transaction of the session, before it wrote anything. It sees one state: with the tables locked it is the state that a run overwrites. Tables
    /// that changed little since an earlier snapshot are stored as what changed.
    func take(
        of contents: [SnapshotContent], manifest: SnapshotManifest, at horizon: TransactionHorizon,
        _ session: borrowing Session
    ) throws -> SnapshotReceipt {
        var writer = try SnapshotWriter(in: store, manifest: manifest, level: compression, workers: Self.workers)
        try TableSnapshots(contents, manifest: manifest, at: horizon, in: store, deltas, session)
            .write(to: &writer, JobEvents(manifest.job, events), session)
        return try commit(writer)
    }

    /// The same, but for a snapshot that would be the newest one over again: that is returned, and none is taken.
    func takeUnlessUnchanged(
        of contents: [SnapshotContent], manifest: SnapshotManifest, at horizon: TransactionHorizon,
        _ session: borrowing Session
    ) throws -> (id: SnapshotID, isUnchanged: Bool, rows: Int, storedBytes: Int) {
        // What the new one is built on stays until it is there.
        let hold = try store.hold()
        defer { extendLifetime(hold) }
        var writer = try SnapshotWriter(in: store, manifest: manifest, level: compression, workers: Self.workers)
        let same = try TableSnapshots(contents, manifest: manifest, at: horizon, in: store, deltas, session)
            .write(to: &writer, JobEvents(manifest.job, events), session)
        if let id = try unchanged(same, contents) { return (id, true, try store.open(id).manifest.rows, 0) }
        let receipt = try commit(writer)
        return (receipt.id, false, receipt.rows, receipt.storedBytes)
    }

    /// The one snapshot that has all tables as they are now, and no other table.
    private func unchanged(_ same: [TableName: SnapshotID], _ contents: [SnapshotContent]) throws -> SnapshotID? {
        guard !contents.isEmpty, same.count == contents.count, let id = same.values.first,
            same.values.allSatisfy({ $0 == id })
        else { return nil }
        return try store.open(id).manifest.tables.count == contents.count ? id : nil
    }

    private func commit(_ writer: consuming SnapshotWriter) throws -> SnapshotReceipt {
        let progress = RowProgress(.readingBack, nil, JobEvents(writer.manifest.job, events))
        defer { progress.end() }
        let (job, environment) = (writer.manifest.job, writer.manifest.target.environment)
        let receipt = try writer.commit()
        events.receive(
            .snapshotTaken(
                job: job, environment: environment, id: receipt.id.description, rows: receipt.rows,
                storedBytes: receipt.storedBytes))
        return receipt
    }
}
