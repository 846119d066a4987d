import SeedModel

/// Compares two snapshots of one store.
package struct SnapshotDiff: Sendable {
    let store: SnapshotStore
    let before: SnapshotID
    let after: SnapshotID
    /// Globs of tables; empty is all of them.
    let tables: [String]

    package init(from before: SnapshotID, to after: SnapshotID, in store: SnapshotStore, tables: [String] = []) {
        self.before = before
        self.after = after
        self.store = store
        self.tables = tables
    }

    /// Throws `notFound` for a table that neither has, `refused` where there is nothing to compare, `badData` where one of
    /// them is damaged.
    package func compare() throws -> Difference {
        let first = try store.open(before)
        let second = try store.open(after)
        var difference = Difference(
            job: first.manifest.job, from: "snapshot \(before)", to: "snapshot \(after)")
        let names = first.manifest.tables.map(\.table) + second.manifest.tables.map(\.table)
        for name in try SavedTableSelection(tables).select(from: names, of: "snapshots \(before) and \(after)") {
            guard let old = first.manifest.table(name) else {
                difference.onlyInTo.append(name)
                continue
            }
            guard let new = second.manifest.table(name) else {
                difference.onlyInFrom.append(name)
                continue
            }
            guard let table = ComparedTable(old, new) else {
                difference.warn(name, "is not compared: its match key is another one")
                continue
            }
            if let message = table.warning { difference.warn(name, message) }
            if old.filter != new.filter {
                difference.warn(name, "was saved with another filter: rows outside one of them look added or removed")
            }
            difference.plan.tables.append(try compare(table, old, first, new, second))
        }
        return try difference.requiringTables()
    }

    private func compare(
        _ table: ComparedTable, _ old: SnapshotManifest.Table, _ first: borrowing SnapshotReader,
        _ new: SnapshotManifest.Table, _ second: borrowing SnapshotReader
    ) throws -> TablePlan {
        // Links to the same files: equal without a look at a row.
        if old.files == new.files, old.columns == new.columns {
            return table.plan(counts: ChangeCounts(unchanged: old.rows), rowsBefore: old.rows, rowsAfter: new.rows)
        }
        return try RowMerge.changes(
            table,
            before: try RowCursor(
                SavedRows(.rows, of: old, codec: table.codec, in: first), codec: table.codec,
                fields: table.fields(of: old)),
            after: try RowCursor(
                SavedRows(.rows, of: new, codec: table.codec, in: second), codec: table.codec,
                fields: table.columns == new.columns.map(\.name) ? nil : table.fields(of: new)))
    }
}
