import Postgres
import SeedModel

/// Frees unique values that updated rows hand to each other (swaps, chains, cycles): rows whose present value is wanted
/// by another updated row first get a value nobody has.
struct UniqueValueParking {
    let staged: StagedTable
    let plan: Plan

    /// - Returns: the columns that hold makeshift values now.
    func park(_ session: borrowing Session) throws(PostgresError) -> Set<Int> {
        var parked: Set<Int> = []
        for key in staged.parkedKeys {
            guard let free = freeValue(key, restricted: false) ?? freeValue(key, restricted: true) else { continue }
            let rows = try session.execute(statement(key, columns(of: key), free.column, free.value))
            if rows > 0 { parked.insert(free.column) }
        }
        return parked
    }

    private func columns(of key: CatalogKey) -> [Int] {
        key.columns.compactMap { name in staged.columns.firstIndex { $0.name == name } }
    }

    /// The column that makes room, and the expression of a value that is free; nil where no column can.
    ///
    /// `restricted`: also a column of which a CHECK may refuse the value.
    func freeValue(_ key: CatalogKey, restricted: Bool) -> (column: Int, value: SQL)? {
        let columns = columns(of: key)
        guard columns.count == key.columns.count else { return nil }
        // Others reference the value: it may not go, nor take them along.
        let referenced = Set(plan.foreignKeys.filter { $0.parent == staged.plan.target }.flatMap(\.parentColumns))
        let candidates = columns.filter { column in
            column >= staged.projection.keyCount && staged.columns[column].reference == nil
                && !referenced.contains(staged.columns[column].name)
                && (restricted || !staged.columns[column].isRestricted)
        }
        // A value nobody has references nobody.
        let references = plan.foreignKeys.filter { $0.child == staged.plan.target }.map(\.childColumns)
        let nullable = candidates.first { column in
            staged.columns[column].isNullable
                // Some columns of MATCH FULL may not be null alone.
                && !references.contains { $0.count > 1 && $0.contains(staged.columns[column].name) }
        }
        if !key.nullsNotDistinct, let nullable {
            return (nullable, "NULL::\(raw: staged.columns[nullable].type)")
        }
        for column in candidates where !references.joined().contains(staged.columns[column].name) {
            let takesEmpty = key.isExclusion && !key.isUnique
            if let value = ParkedValue.expression(staged.columns[column], isExclusion: takesEmpty) {
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
