import Postgres
import SeedModel

/// All that a snapshot holds of a table, as one digest: what a table that goes back whole must come to.
struct SavedContent: Sendable {
    /// Of the columns that were saved.
    let projection: Projection
    let rows: Int
    let digest: RowDigest

    /// Whether the table holds exactly that now. One row comes from the server.
    ///
    /// `touched` are columns that a trigger set in the rows of `staged`, which count with what was put back.
    func matches(
        _ staged: StagedTable?, touched: Set<String>, _ events: any EventSink, _ session: borrowing Session
    ) throws -> Bool {
        let side = projection.target
        let progress = RowProgress(.verifying, side.table.name, of: rows, events)
        defer { progress.end() }
        let now = try TableDigest(
            session.rows(
                """
                SELECT \(projection.digestSum(seed: digest.seed) { value($0, staged, touched) }) FROM \(side.from)\
                \(join(staged, touched))
                """))
        return now.rows == rows && now.sum == digest.sum
    }

    private func value(_ column: ProjectedColumn, _ staged: StagedTable?, _ touched: Set<String>) -> SQL {
        let value = projection.target.value(column)
        guard let staged, touched.contains(column.name),
            let index = staged.columns.firstIndex(where: { $0.name == column.name })
        else { return value }
        return "CASE WHEN \(StagedTable.alias).op IS NULL THEN \(value) ELSE \(staged.value(index)) END"
    }

    private func join(_ staged: StagedTable?, _ touched: Set<String>) -> SQL {
        guard let staged, !touched.isEmpty else { return "" }
        return " LEFT JOIN \(staged.from) ON \(staged.sameKey)"
    }
}
