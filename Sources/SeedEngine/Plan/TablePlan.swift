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
    /// Rows that a guard's share is of where those are more than `targetRows`: a selection's share is of the rows it was
    /// selected from.
    package var guardRows: Int?
    /// Changes in key order.
    package var changes: ChangeLog
    /// The whole source table goes into an empty target table: its rows are streamed when the plan is applied, and are
    /// not in `changes`.
    package var isWholeCopy: Bool
    /// What a person should know of the table besides its changes.
    package var notes: [String] = []
    /// Columns of a rollback that are put back and that a trigger was seen to set.
    var touched: Set<String> = []
    /// What happens to rows that were edited in the target.
    package var policy = TableRule.ConflictPolicy.source
    /// Rows that were edited in the target since the last run.
    package var edits = EditCount()
    /// What is to be done about the rows that were promoted last; nil where nothing is kept of them.
    var base: PlannedBase?
    /// How far the source was read for a table that is tracked, to be stored with its changes.
    var watermark: PendingWatermark?
    /// Ids of a rollback that a sync of the job does not compare.
    var numbered: Set<String> = []
    /// How a sync tells the references of rows that are put back as they were.
    var translations: [SnapshotManifest.Translation] = []
    /// How the rows were compared, for the applier.
    let projection: Projection?

    package init(
        source: TableName, target: TableName, key: [String], columns: [String], counts: ChangeCounts,
        sourceRows: Int, targetRows: Int, changes: ChangeLog, isWholeCopy: Bool = false
    ) {
        self.source = source
        self.target = target
        self.key = key
        self.columns = columns
        self.counts = counts
        self.sourceRows = sourceRows
        self.targetRows = targetRows
        self.changes = changes
        self.isWholeCopy = isWholeCopy
        projection = nil
    }

    init(
        _ projection: Projection, counts: ChangeCounts, sourceRows: Int, targetRows: Int, changes: ChangeLog = .empty,
        isWholeCopy: Bool = false
    ) {
        source = projection.source.table.name
        target = projection.target.table.name
        key = projection.keyNames
        columns = projection.columnNames
        self.counts = counts
        self.sourceRows = sourceRows
        self.targetRows = targetRows
        self.changes = changes
        self.isWholeCopy = isWholeCopy
        self.projection = projection
    }
}
