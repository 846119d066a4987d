import Postgres
import SeedModel

/// How a table's changes become a `StagedTable`: what creates it, and its rows as COPY reads them.
struct Staging {
    /// Distinct sets of changed columns beyond which an update sets every column: a statement each would cost more.
    private static let maximumGroups = 64
    /// Columns a table can have (1600, PostgreSQL documentation, appendix K) less those beside the row.
    private static let maximumColumns = 1596
    /// Rows from which the planner should know the staged table's size.
    private static let analyzeRows = 1000

    let plan: TablePlan
    private let projection: Projection
    private let number: Int
    private let isPacked: Bool
    private var groups: UpdateGroups
    private var hasAfterDigests = true

    /// Nil for a table without changes that the plan holds.
    init?(_ plan: TablePlan, number: Int) {
        guard plan.changes.spool.count > 0, let projection = plan.projection else { return nil }
        self.plan = plan
        self.projection = projection
        self.number = number
        isPacked = projection.columns.count > Self.maximumColumns
        groups = UpdateGroups(
            limit: Self.maximumGroups, keyCount: projection.keyCount, columns: projection.columns.count)
    }

    private var name: SQL { SQL(raw: "pg_temp.seedd_stage_\(number)") }

    var creation: [SQL] {
        var statements: [SQL] = []
        var columns: SQL = .joined(
            zip(projection.columns, 1...).map { column, number in "\(raw: "c\(number)") \(raw: column.type)" })
        if isPacked {
            let row = SQL(raw: "pg_temp.seedd_row_\(number)")
            statements.append("CREATE TEMPORARY TABLE \(row) (\(columns)) ON COMMIT DROP")
            columns = "r \(row)"
        }
        for (index, column) in StagedTable.filled(projection).enumerated() {
            columns = "\(columns), \(raw: "f\(index + 1)") \(raw: column.type)"
        }
        statements.append(
            """
            CREATE TEMPORARY TABLE \(name) (op pg_catalog."char", grp pg_catalog.int4, pre pg_catalog.int8,
                post pg_catalog.int8, \(columns)) ON COMMIT DROP
            """)
        return statements
    }

    var copy: SQL {
        let given: SQL = isPacked ? "r" : .joined(projection.columns.indices.map { SQL(raw: "c\($0 + 1)") })
        return "COPY \(name) (op, grp, pre, post, \(given)) FROM STDIN"
    }

    /// Appends the line of a change that is written.
    mutating func append(_ record: ChangeRecord, to buffer: inout [UInt8]) {
        guard let row = record.after ?? record.before else { return }
        let group = groups.number(of: record)
        if record.kind != .delete, record.afterDigest == nil { hasAfterDigests = false }
        let operation: Unicode.Scalar = record.kind == .insert ? "i" : record.kind == .update ? "u" : "d"
        let post = record.kind == .delete ? "\\N" : record.afterDigest.map { "\($0)" } ?? "\\N"
        buffer.append(contentsOf: "\(operation)\t\(group)\t\(record.beforeDigest)\t\(post)\t".utf8)
        buffer.append(contentsOf: isPacked ? CopyText.record(row.span) : row)
        buffer.append(CopyText.newline)
    }

    /// For the planner, once so many rows were copied; nil where they are few.
    func analysis(of rows: Int) -> SQL? {
        guard rows >= Self.analyzeRows else { return nil }
        // Only what statements join and choose by: to sort samples of wide columns takes longer than to copy them.
        let keys = isPacked ? [] : (1...projection.keyCount).map { SQL(raw: "c\($0)") }
        return "ANALYZE \(name) (\(["op", "grp"] + keys))"
    }

    /// The table, after the last of its rows.
    var table: StagedTable {
        StagedTable(
            plan: plan, projection: projection, name: name, updateGroups: groups.groups,
            hasAfterDigests: hasAfterDigests, isPacked: isPacked)
    }
}
