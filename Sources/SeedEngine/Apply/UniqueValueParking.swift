import Postgres
import SeedModel

/// Frees unique values that updated rows hand to each other (swaps, chains, cycles).
///
/// PostgreSQL checks a unique index row by row, so no single UPDATE can exchange two values. Rows whose present value
/// is wanted by another updated row first get a value nobody has.
struct UniqueValueParking {
    let staged: StagedTable
    let plan: Plan

    /// - Returns: the columns that hold makeshift values now.
    func park(_ session: borrowing Session) throws -> Set<Int> {
        var parked: Set<Int> = []
        guard staged.plan.counts.update > 0 else { return parked }
        let changed = Set(staged.updateGroups.flatMap(\.columns).map { staged.columns[$0].name })
        for key in staged.target.table.keys where !key.isDeferrable && !key.columns.contains("") {
            let columns = key.columns.compactMap { name in staged.columns.firstIndex { $0.name == name } }
            // A partial index may get or lose a row through a column that only its predicate names.
            guard columns.count == key.columns.count, key.isPartial || key.columns.contains(where: changed.contains),
                let free = freeValue(key, columns)
            else { continue }
            let rows = try session.execute(statement(key, columns, free.column, free.value))
            if rows > 0 { parked.insert(free.column) }
        }
        return parked
    }

    /// The column that makes room, and the expression of a value that is free.
    private func freeValue(_ key: CatalogKey, _ columns: [Int]) -> (column: Int, value: SQL)? {
        let candidates = columns.filter { $0 >= staged.projection.keyCount && staged.columns[$0].reference == nil }
        if !key.nullsNotDistinct, let nullable = candidates.first(where: { staged.columns[$0].isNullable }) {
            return (nullable, "NULL::\(raw: staged.columns[nullable].type)")
        }
        // A value nobody has references nobody.
        let references = Set(plan.foreignKeys.filter { $0.child == staged.plan.target }.flatMap(\.childColumns))
        for column in candidates where !references.contains(staged.columns[column].name) {
            if let value = ParkedValue.expression(staged.columns[column], isExclusion: key.isExclusion) {
                return (column, value)
            }
        }
        return nil
    }

    private func statement(_ key: CatalogKey, _ columns: [Int], _ parked: Int, _ value: SQL) -> SQL {
        let keyColumns = (0..<staged.projection.keyCount)
        let parkedKey = keyColumns.map { "\(staged.value($0)) AS \(raw: "k\($0 + 1)")" as SQL }
        let sameKey = zip(staged.projection.key, keyColumns).map { column, index in
            column.sameKey(column.value(staged.alias), "seedd_p.\(raw: "k\(index + 1)")")
        }
        return """
            UPDATE \(staged.target.from) SET \(ident: staged.columns[parked].name) = seedd_p.parked
            FROM (SELECT \(parkedKey), \(value) AS parked
                FROM \(staged.from) JOIN \(staged.target.from) ON \(staged.sameKey)
                WHERE \(StagedTable.alias).op = 'u' AND \(isInTheWay(key, columns))) AS seedd_p
            WHERE \(sameKey, separator: " AND ")
            """
    }

    /// Another updated row wants what this row has. Of an exclusion constraint only its database knows who is in whose
    /// way: there every row makes room that changes.
    private func isInTheWay(_ key: CatalogKey, _ columns: [Int]) -> SQL {
        if key.isExclusion {
            let changes = columns.map { column -> SQL in
                let now = staged.columns[column].text(staged.columns[column].value(staged.alias))
                return "\(now) IS DISTINCT FROM \(staged.columns[column].text(staged.value(column)))"
            }
            return "(\(changes, separator: " OR "))"
        }
        let other: SQL = "seedd_o"
        let wanted = columns.map { column -> SQL in
            let (now, wish) = (staged.columns[column].value(staged.alias), staged.value(column, of: other))
            let isWanted = staged.columns[column].equal(now, wish)
            return key.nullsNotDistinct ? "(\(isWanted) OR (\(now) IS NULL AND \(wish) IS NULL))" : isWanted
        }
        let isOther = (0..<staged.projection.keyCount).map { column -> SQL in
            staged.columns[column].distinct(staged.value(column, of: other), staged.value(column))
        }
        return """
            EXISTS (SELECT FROM \(staged.name) AS \(other) WHERE \(other).op = 'u'
                AND \(wanted, separator: " AND ") AND (\(isOther, separator: " OR ")))
            """
    }
}
