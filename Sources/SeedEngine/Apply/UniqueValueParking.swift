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
            let rows = ContestedRows(staged: staged, key: key.key)
            if try rows.find(session) > 0 {
                try session.execute(statement(key))
                parked.insert(key.column)
            }
            try ContestedRows.forget(session)
        }
        return parked
    }

    /// What could make room, best first; whether the table takes it is found out by trying.
    ///
    /// `restricted`: in columns of which a CHECK may refuse the value.
    func choices(_ key: CatalogKey, restricted: Bool) -> [ParkedKey] {
        let columns = key.columns.compactMap { name in staged.columns.firstIndex { $0.name == name } }
        guard columns.count == key.columns.count else { return [] }
        // Others reference the value: it may not go, nor take them along.
        let referenced = Set(plan.foreignKeys.filter { $0.parent == staged.plan.target }.flatMap(\.parentColumns))
        let candidates = columns.filter { index in
            let column = staged.columns[index]
            return index >= staged.projection.keyCount && column.reference == nil && column.isCompared
                && !referenced.contains(column.name) && column.isRestricted == restricted
                // The row would leave its partition, or find none.
                && staged.target.table.column(column.name)?.isPartitioning != true
        }
        // A value nobody has references nobody.
        let references = plan.foreignKeys.filter { $0.child == staged.plan.target }.map(\.childColumns)
        var choices: [ParkedKey] = []
        let nullable = candidates.first { column in
            staged.columns[column].isNullable
                // Some columns of MATCH FULL may not be null alone.
                && !references.contains { $0.count > 1 && $0.contains(staged.columns[column].name) }
        }
        if !key.nullsNotDistinct, let nullable {
            choices.append(ParkedKey(key: key, column: nullable, value: "NULL::\(raw: staged.columns[nullable].type)"))
        }
        for column in candidates where !references.joined().contains(staged.columns[column].name) {
            let values = ParkedValue(
                column: staged.columns[column], number: number(columns.filter { $0 != column }),
                isExclusion: key.isExclusion && !key.isUnique)
            choices += values.expressions.map { ParkedKey(key: key, column: column, value: $0) }
        }
        return choices
    }

    /// Numbers rows that have the same values in `columns`: a small type has few values, and each such group has them all.
    private func number(_ columns: [Int]) -> SQL {
        guard !columns.isEmpty else { return "pg_catalog.row_number() OVER ()" }
        let values = columns.map { staged.columns[$0].text(staged.columns[$0].value(staged.alias)) }
        return "pg_catalog.row_number() OVER (PARTITION BY \(values))"
    }

    /// How many of the values rows have, or will have: whether the UPDATE would meet one hangs on the order of the rows.
    func countOfHad(_ parked: ParkedKey) -> SQL {
        let column = staged.columns[parked.column]
        return """
            SELECT pg_catalog.count(parked) FROM (
                SELECT \(parked.value) AS parked FROM \(staged.from) JOIN \(staged.target.from) ON \(staged.sameKey)
                WHERE \(StagedTable.alias).ctid IN (\(ContestedRows.ids))
                INTERSECT (SELECT \(column.value(staged.alias)) FROM \(staged.target.from)
                    UNION ALL SELECT \(staged.value(parked.column)) FROM \(staged.from)
                    WHERE \(StagedTable.alias).op <> 'd')) AS seedd_p
            """
    }

    /// Writes the value into `ContestedRows`.
    func statement(_ parked: ParkedKey) -> SQL {
        let keyColumns = (0..<staged.projection.keyCount)
        let parkedKey = keyColumns.map { "\(staged.value($0)) AS \(raw: "k\($0 + 1)")" as SQL }
        let sameKey = zip(staged.projection.key, keyColumns).map { column, index in
            column.sameKey(column.value(staged.alias), "seedd_p.\(raw: "k\(index + 1)")")
        }
        return """
            UPDATE \(staged.target.from) SET \(ident: staged.columns[parked.column].name) = seedd_p.parked
            FROM (SELECT \(parkedKey), \(parked.value) AS parked
                FROM \(staged.from) JOIN \(staged.target.from) ON \(staged.sameKey)
                WHERE \(StagedTable.alias).ctid IN (\(ContestedRows.ids))) AS seedd_p
            WHERE \(sameKey, separator: " AND ")
            """
    }
}
