import SeedModel

/// Merges the rows of a table before and after, both in key order, into the changes between them.
enum RowMerge {
    static func changes(
        _ table: ComparedTable, before: consuming RowCursor, after: consuming RowCursor
    ) throws -> TablePlan {
        var (before, after) = (before, after)
        var changes = SpoolWriter()
        var counts = ChangeCounts()
        var (rowsBefore, rowsAfter) = (0, 0)
        while before.row != nil || after.row != nil {
            try Self.checkCancellation(table)
            let order = before.row == nil ? 1 : after.row == nil ? -1 : KeyCodec.compare(before.key, after.key)
            if order < 0 {
                counts.delete += 1
                try changes.append(ChangeRecord(kind: .delete, before: before.row).encoded)
            } else if order > 0 {
                counts.insert += 1
                try changes.append(ChangeRecord(kind: .insert, after: after.row).encoded)
            } else if before.row == after.row {
                counts.unchanged += 1
            } else {
                counts.update += 1
                try changes.append(ChangeRecord(kind: .update, before: before.row, after: after.row).encoded)
            }
            if order <= 0 {
                rowsBefore += 1
                try before.advance()
            }
            if order >= 0 {
                rowsAfter += 1
                try after.advance()
            }
        }
        return table.plan(
            counts: counts, rowsBefore: rowsBefore, rowsAfter: rowsAfter,
            changes: ChangeLog(spool: try changes.finish(), keyCount: table.key.count))
    }

    private static func checkCancellation(_ table: ComparedTable) throws(SeedError) {
        guard Task.isCancelled else { return }
        throw SeedError(.interrupted, "\(table.name)", "interrupted; nothing was written")
    }
}
