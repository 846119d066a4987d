import Postgres
import SeedModel

/// Counts what the guards of a selection take their shares of: the target's rows under the rule's own filter.
///
/// Counted, not estimated: the planner knows nothing of a small table that was never analyzed, and one of its rows is
/// then all of its rows.
struct GuardRows {
    let pairs: [TablePair]

    /// Only tables of which a row would be updated or deleted are read; inserts have no share.
    func fill(_ tables: inout [TablePlan], _ target: borrowing Session) throws {
        for index in tables.indices where tables[index].counts.update + tables[index].counts.delete > 0 {
            guard var side = tables[index].projection?.target,
                let pair = pairs.first(where: { $0.target.name == side.table.name })
            else { continue }
            side.filters = pair.rule.filter.map { [$0] } ?? []
            let rows = try target.rows("SELECT pg_catalog.count(*) FROM \(side.from)\(side.whereClause)")
            tables[index].guardRows = rows.first?[0].flatMap { Int($0) }
        }
    }
}
