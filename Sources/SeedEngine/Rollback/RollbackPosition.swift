import Postgres
import SeedModel

/// Where the database stands that a snapshot is put back into, beside where it stood when the snapshot was taken.
struct RollbackPosition {
    private let saved: SnapshotManifest.Target
    private let now: SnapshotManifest.Target
    private let horizon: TransactionHorizon
    private let layouts: [String: TableLayout]

    init(
        saved: SnapshotManifest.Target, now: SnapshotManifest.Target, tables: [CatalogTable],
        _ session: borrowing Session
    ) throws {
        self.saved = saved
        self.now = now
        horizon = try TransactionHorizon.read(session)
        layouts = try TableLayout.read(tables.map(\.oid), session)
    }

    /// Whether digests that were computed then mean the same now.
    var comparesDigests: Bool { saved.majorVersion == now.majorVersion }

    /// What the transaction of a row is to be compared with; nil where it tells nothing.
    func horizon(of saved: SnapshotManifest.Table, _ table: CatalogTable) -> UInt64? {
        guard let mark = saved.mark, let layout = layouts[table.oid], layout.isExact else { return nil }
        let current = TableMark(relation: table.oid, layout: layout.digest, horizon: horizon.oldest)
        return mark.isComparable(with: current, self.saved, now, horizon) ? mark.horizon : nil
    }
}
