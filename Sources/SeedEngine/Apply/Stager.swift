import Postgres
import SeedModel

/// Fills `StagedTable`s from a plan.
enum Stager {
    /// Distinct sets of changed columns beyond which an update sets every column: a statement each would cost more.
    private static let maximumGroups = 64
    /// Columns a table can have (1600, PostgreSQL documentation, appendix K) less those beside the row.
    private static let maximumColumns = 1596
    /// Rows from which the planner should know the staged table's size.
    private static let analyzeRows = 1000

    /// Bad data fails here, at the row and column, before anything of the target is touched.
    static func stage(_ plan: TablePlan, number: Int, _ events: any EventSink, _ session: borrowing Session) throws
        -> StagedTable?
    {
        guard plan.changes.spool.count > 0, let projection = plan.projection else { return nil }
        let name = SQL(raw: "pg_temp.seedd_stage_\(number)")
        var columns: SQL = .joined(
            zip(projection.columns, 1...).map { column, number in "\(raw: "c\(number)") \(raw: column.type)" })
        let isPacked = projection.columns.count > maximumColumns
        if isPacked {
            let row = SQL(raw: "pg_temp.seedd_row_\(number)")
            try session.execute("CREATE TEMPORARY TABLE \(row) (\(columns)) ON COMMIT DROP")
            columns = "r \(row)"
        }
        for (index, column) in StagedTable.filled(projection).enumerated() {
            columns = "\(columns), \(raw: "f\(index + 1)") \(raw: column.type)"
        }
        try session.execute(
            """
            CREATE TEMPORARY TABLE \(name) (op pg_catalog."char", grp pg_catalog.int4, pre pg_catalog.int8,
                post pg_catalog.int8, \(columns)) ON COMMIT DROP
            """)
        var groups = UpdateGroups(
            limit: maximumGroups, keyCount: projection.keyCount, columns: projection.columns.count)
        var hasAfterDigests = true
        let progress = RowProgress(.staging, plan.target, of: plan.changes.spool.count, events)
        defer { progress.end() }
        let given: SQL = isPacked ? "r" : .joined(projection.columns.indices.map { SQL(raw: "c\($0 + 1)") })
        let rows = try session.copyIn("COPY \(name) (op, grp, pre, post, \(given)) FROM STDIN") { send in
            var buffer: [UInt8] = []
            try plan.changes.forEachRecord { record in
                progress.add()
                guard record.kind.isWritten else { return true }
                append(record, group: groups.number(of: record), isPacked: isPacked, to: &buffer)
                if record.kind != .delete, record.afterDigest == nil { hasAfterDigests = false }
                if buffer.count >= 1 << 16 {
                    try send(buffer.span)
                    buffer.removeAll(keepingCapacity: true)
                }
                return true
            }
            if !buffer.isEmpty { try send(buffer.span) }
        }
        if rows >= analyzeRows {
            // Only what statements join and choose by: to sort samples of wide columns takes longer than to copy them.
            let keys = isPacked ? [] : (1...projection.keyCount).map { SQL(raw: "c\($0)") }
            try session.execute("ANALYZE \(name) (\(["op", "grp"] + keys))")
        }
        return StagedTable(
            plan: plan, projection: projection, name: name, updateGroups: groups.groups,
            hasAfterDigests: hasAfterDigests, isPacked: isPacked)
    }

    private static func append(_ record: ChangeRecord, group: Int, isPacked: Bool, to buffer: inout [UInt8]) {
        guard let row = record.after ?? record.before else { return }
        let operation: Unicode.Scalar = record.kind == .insert ? "i" : record.kind == .update ? "u" : "d"
        let post = record.kind == .delete ? "\\N" : record.afterDigest.map { "\($0)" } ?? "\\N"
        buffer.append(contentsOf: "\(operation)\t\(group)\t\(record.beforeDigest)\t\(post)\t".utf8)
        buffer.append(contentsOf: isPacked ? CopyText.record(row.span) : row)
        buffer.append(CopyText.newline)
    }
}
