import Crypto
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

    /// Every row, inside the filters, of the tables that would change; on disk and read back when it returns.
    ///
    /// Called with the tables locked, so that it is the state the run overwrites.
    func take(
        of tables: [TablePlan], staged: [StagedTable], manifest: SnapshotManifest, _ session: borrowing Session
    ) throws -> SnapshotReceipt {
        var writer = try SnapshotWriter(in: store, manifest: manifest, level: compression)
        for table in tables {
            try write(table, staged.first { $0.plan.target == table.target }, to: &writer, session)
        }
        let receipt = try writer.commit()
        events.receive(
            .snapshotTaken(id: receipt.id.description, rows: receipt.rows, storedBytes: receipt.storedBytes))
        return receipt
    }

    private func write(
        _ table: TablePlan, _ staged: StagedTable?, to writer: inout SnapshotWriter, _ session: borrowing Session
    ) throws {
        guard let projection = table.projection else { return }
        let content = SnapshotContent(projection)
        try writer.beginTable(content.description(of: table))
        try session.copyOut(content.copy(including: staged)) { try writer.append($0) }
        try writer.finishTable()
    }
}
