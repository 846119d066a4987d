import Postgres
import SeedModel

/// Written rows that are not as planned only because a trigger set a time on them.
///
/// Such a time says when the row was written, not what it says: everything else a trigger may do is refused.
struct TouchedRows {
    let table: StagedTable

    /// Those of `columns` as a set if the trigger set nothing but the time of this transaction in them, else nil.
    func columns(among changed: [String], _ session: borrowing Session) throws -> Set<String>? {
        guard !changed.isEmpty else { return nil }
        var others: [SQL] = []
        for name in changed {
            guard let index = table.columns.firstIndex(where: { $0.name == name }),
                let isNow = table.columns[index].isOfThisTransaction(table.columns[index].value(table.alias))
            else { return nil }
            let column = table.columns[index]
            others.append("(\(column.distinct(column.value(table.alias), table.value(index))) AND NOT \(isNow))")
        }
        let rows = try session.rows(
            """
            SELECT FROM \(table.from) JOIN \(table.target.from) ON \(table.sameKey)
            WHERE \(StagedTable.alias).op <> 'd' AND (\(others, separator: " OR ")) LIMIT 1
            """)
        return rows.isEmpty ? Set(changed) : nil
    }

    /// The value of a column as it counts: what was planned where a trigger may set the time, else what is there.
    static func counted(_ column: ProjectedColumn, _ table: StagedTable, _ touched: Set<String>) -> SQL {
        guard touched.contains(column.name), let index = table.columns.firstIndex(where: { $0.name == column.name })
        else { return column.value(table.alias) }
        return table.value(index)
    }
}
