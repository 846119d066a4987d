import Postgres
import SeedModel

/// The changes of one table in a temporary table of the target session, typed like the target.
///
/// Columns: `op` (i, u, d), `grp` (which columns an update changes), `pre` and `post` (row digests), then `c1…` in the
/// order of the projection. It goes with the transaction.
struct StagedTable {
    let plan: TablePlan
    let projection: Projection
    let name: SQL
    var updateGroups: [UpdateGroups.Group]
    /// `post` is filled: the plan knows the digest of every row it writes.
    let hasAfterDigests: Bool
    /// The row is one composite column `r`: with the others there would be more columns than a table can have.
    let isPacked: Bool
    /// Unique keys whose values are handed on by way of values that nobody has.
    var parkedKeys: [CatalogKey] = []
    /// Updates, of the group -1, whose row is deleted and inserted again.
    var reinserted = 0

    var target: Projection.Side { projection.target }
    var alias: SQL { target.alias }
    var columns: [ProjectedColumn] { projection.columns }

    static let alias: SQL = "seedd_s"

    /// A staged value; `column` is an index into the projection.
    func value(_ column: Int, of stage: SQL = alias) -> SQL {
        isPacked ? "(\(stage).r).\(raw: "c\(column + 1)")" : "\(stage).\(raw: "c\(column + 1)")"
    }

    /// The staged row and the target's row are one row.
    var sameKey: SQL {
        .joined(
            zip(projection.key, 0...).map { column, index in column.sameKey(column.value(alias), value(index)) },
            separator: " AND ")
    }

    /// Whether an update changes a column that `key` references.
    func changesValue(of key: CatalogForeignKey) -> Bool {
        key.parent == plan.target && key.parentColumns.contains(where: changedColumns.contains)
    }

    var from: SQL { "\(name) AS \(Self.alias)" }
}
