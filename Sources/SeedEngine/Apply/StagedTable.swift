import Postgres
import SeedModel

/// The changes of one table in a temporary table of the target session, typed like the target.
///
/// Columns: `op` (i, u, d), `grp` (which columns an update changes), `pre` and `post` (row digests), then `c1…` in the
/// order of the projection, then `f1…` for columns that the target alone can fill. It goes with the transaction.
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
    var parkedKeys: [ParkedKey] = []
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

    /// Columns of the table whose values are not the source's: ids of new rows, and references to rows of the target.
    static func filled(_ projection: Projection) -> [CatalogColumn] {
        var columns = projection.numbered
        for held in projection.references.flatMap(\.held)
        where !columns.contains(where: { $0.name == held.column.name }) {
            columns.append(held.column)
        }
        return columns
    }

    /// Numbered, as long names that differ at their ends would become one.
    func filledName(_ name: String) -> SQL? {
        Self.filled(projection).firstIndex { $0.name == name }.map { SQL(raw: "f\($0 + 1)") }
    }

    /// Draws the ids of new rows that others reference; nil where there are none.
    var numbering: SQL? {
        let values = projection.numbered.compactMap { column -> SQL? in
            guard let name = filledName(column.name), let value = column.nextValue else { return nil }
            return "\(name) = \(raw: value)"
        }
        guard !values.isEmpty, plan.counts.insert > 0 else { return nil }
        return "UPDATE \(self.name) SET \(values) WHERE op = 'i'"
    }

    /// What a column of the table is to hold, by its name; nil for one that is not written.
    func written(_ name: String, of stage: SQL = alias) -> SQL? {
        if let filled = filledName(name) { return "\(stage).\(filled)" }
        return columns.firstIndex { $0.name == name }.map { value($0, of: stage) }
    }

    /// Whether a column of the table will hold something else than it does in `row`; nil for one that is not written.
    func isWrittenDistinct(_ name: String, of stage: SQL = alias, from row: SQL) -> SQL? {
        guard let written = written(name, of: stage), let column = target.table.column(name),
            // A row that is there keeps the id it has.
            !projection.numbered.contains(where: { $0.name == name })
        else { return nil }
        return ProjectedColumn(column: column).distinct(written, "\(row).\(ident: name)")
    }

    /// The staged row and the target's row are one row.
    var sameKey: SQL { sameKey(alias, Self.alias) }

    /// The same of rows that a statement calls otherwise.
    func sameKey(_ row: SQL, _ stage: SQL) -> SQL {
        .joined(
            zip(projection.key, 0...).map { column, index in column.sameKey(column.value(row), value(index, of: stage))
            },
            separator: " AND ")
    }

    /// Whether an update changes a column that `key` references.
    func changesValue(of key: CatalogForeignKey) -> Bool {
        key.parent == plan.target && key.parentColumns.contains(where: changedColumns.contains)
    }

    var from: SQL { "\(name) AS \(Self.alias)" }
}
