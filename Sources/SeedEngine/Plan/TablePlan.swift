package import SeedModel

/// The changes of one table.
package struct TablePlan: Sendable {
    /// The table's name at the source.
    package var source: TableName
    /// Its name at the target; differs under `rename`.
    package var target: TableName
    /// Match key columns.
    package var key: [String]
    /// Columns of a row, match key first.
    package var columns: [String]
    package var counts: ChangeCounts
    /// Rows inside the filter on either side.
    package var sourceRows: Int
    package var targetRows: Int
    /// Changes in key order.
    package var changes: ChangeLog

    package init(
        source: TableName, target: TableName, key: [String], columns: [String], counts: ChangeCounts,
        sourceRows: Int, targetRows: Int, changes: ChangeLog
    ) {
        self.source = source
        self.target = target
        self.key = key
        self.columns = columns
        self.counts = counts
        self.sourceRows = sourceRows
        self.targetRows = targetRows
        self.changes = changes
    }
}
