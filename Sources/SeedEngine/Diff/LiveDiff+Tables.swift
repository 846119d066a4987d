import Postgres
import SeedModel

extension LiveDiff {
    /// Only rows that differ come from the server.
    func compareDigests(
        _ saved: SnapshotManifest.Table, _ table: ComparedTable, _ live: LiveRows, _ reader: borrowing SnapshotReader,
        _ session: borrowing Session
    ) throws -> TablePlan {
        guard let digest = saved.comparableDigest, saved.index != nil else {
            return try compareRows(saved, table, live, reader, session)
        }
        if try live.match(digest, saved.rows, session) {
            return table.plan(
                counts: ChangeCounts(unchanged: saved.rows), rowsBefore: saved.rows, rowsAfter: saved.rows)
        }
        var changes = SavedChanges(of: saved, table)
        var compared = LiveChanges(
            saved: saved, seed: digest.seed, projection: live.projection,
            conditions: live.projection.target.conditions)
        _ = try compared.forEach(by: .digests, in: reader, session) { try changes.add($0, in: reader) }
        return try changes.plan()
    }

    /// All rows come from the server.
    func compareRows(
        _ saved: SnapshotManifest.Table, _ table: ComparedTable, _ live: LiveRows, _ reader: borrowing SnapshotReader,
        _ session: borrowing Session
    ) throws -> TablePlan {
        let before = try RowCursor(
            SavedRows(.rows, of: saved, codec: table.codec, in: reader), codec: table.codec,
            fields: table.fields(of: saved))
        return try RowMerge.changes(table, before: before, after: try live.read(session))
    }
}
