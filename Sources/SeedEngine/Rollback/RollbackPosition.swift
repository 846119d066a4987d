import Postgres
import SeedModel

/// Where the database stands that a snapshot is put back into, beside where it stood when the snapshot was taken.
struct RollbackPosition {
    private let saved: SnapshotManifest.Target
    private let now: SnapshotManifest.Target
    private let horizon: TransactionHorizon
    private let layouts: [String: TableLayout]
    /// Neither its transactions nor its digests say anything of the snapshot's.
    let isOtherDatabase: Bool

    init(
        saved: SnapshotManifest.Target, now: SnapshotManifest.Target, isOtherDatabase: Bool, tables: [CatalogTable],
        _ session: borrowing Session
    ) throws {
        self.saved = saved
        self.now = now
        self.isOtherDatabase = isOtherDatabase
        horizon = try TransactionHorizon.read(session)
        layouts = try TableLayout.read(tables.map(\.oid), session)
    }

    /// Whether digests that were computed then mean the same now: not in a database that was created anew under its name.
    var comparesDigests: Bool {
        !isOtherDatabase && saved.majorVersion == now.majorVersion && saved.databaseOID == now.databaseOID
    }

    /// What the transaction of a row is to be compared with; nil where it tells nothing.
    func horizon(of saved: SnapshotManifest.Table, _ table: CatalogTable) -> UInt64? {
        guard !isOtherDatabase, let mark = saved.mark, let layout = layouts[table.oid], layout.isExact else {
            return nil
        }
        let current = TableMark(relation: table.oid, layout: layout.digest, horizon: horizon.oldest)
        return mark.isComparable(with: current, self.saved, now, horizon) ? mark.horizon : nil
    }
}
