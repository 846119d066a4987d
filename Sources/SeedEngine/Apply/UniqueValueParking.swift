import Postgres
import SeedModel

/// Frees unique values that updated rows hand to each other (swaps, chains, cycles).
///
/// PostgreSQL checks a unique index row by row, so no single UPDATE can exchange two values. Rows whose present value
/// is wanted by another updated row first get a value nobody has: NULL where allowed, else one of the type's far end.
struct UniqueValueParking {
    let staged: StagedTable

    func park(_ session: borrowing Session) throws {
        guard staged.plan.counts.update > 0 else { return }
        let changed = Set(staged.updateGroups.flatMap(\.columns).map { staged.columns[$0].name })
        for key in staged.target.table.keys where !key.isDeferrable && !key.columns.contains("") {
            let columns = key.columns.compactMap { name in staged.columns.firstIndex { $0.name == name } }
            guard columns.count == key.columns.count, key.columns.contains(where: changed.contains),
                let parked = parkable(key, columns)
            else { continue }
            try session.execute(statement(columns, parked.column, parked.value))
        }
    }

    /// The column that makes room, and the expression of a value that is free.
    private func parkable(_ key: CatalogKey, _ columns: [Int]) -> (column: Int, value: SQL)? {
        let candidates = columns.filter { $0 >= staged.projection.keyCount }
        if !key.nullsNotDistinct, let nullable = candidates.first(where: { staged.columns[$0].isNullable }) {
            return (nullable, "NULL")
        }
        let number: SQL = "pg_catalog.row_number() OVER ()"
        for column in candidates {
            let type = staged.columns[column].type
            switch staged.columns[column].baseType {
            case "int2": return (column, "(-32768 + \(number))::\(raw: type)")
            case "int4": return (column, "(-2147483648 + \(number))::\(raw: type)")
            case "int8": return (column, "(-9223372036854775807 + \(number))::\(raw: type)")
            case "numeric", "float8": return (column, "(-1000000000 - \(number))::\(raw: type)")
            case "uuid": return (column, "pg_catalog.gen_random_uuid()")
            case "text", "varchar":
                return (column, "('~' || pg_catalog.md5(pg_catalog.random()::pg_catalog.text))::\(raw: type)")
            case "date", "timestamp", "timestamptz":
                return (column, "('4713-01-01 BC'::pg_catalog.date + \(number)::pg_catalog.int4)::\(raw: type)")
            default: continue
            }
        }
        return nil
    }

    private func statement(_ columns: [Int], _ parked: Int, _ value: SQL) -> SQL {
        let other: SQL = "seedd_o"
        let wanted = columns.map { column -> SQL in
            "\(staged.columns[column].value(staged.alias)) = \(staged.value(column, of: other))"
        }
        let isOther = (0..<staged.projection.keyCount).map { column -> SQL in
            "\(staged.value(column, of: other)) IS DISTINCT FROM \(staged.value(column))"
        }
        let key = (0..<staged.projection.keyCount)
        let parkedKey = key.map { "\(staged.value($0)) AS \(raw: "k\($0 + 1)")" as SQL }
        let sameKey = zip(staged.projection.key, key).map { column, index in
            column.sameKey(column.value(staged.alias), "seedd_p.\(raw: "k\(index + 1)")")
        }
        return """
            UPDATE \(staged.target.from) SET \(ident: staged.columns[parked].name) = seedd_p.parked
            FROM (SELECT \(parkedKey), \(value) AS parked
                FROM \(staged.from) JOIN \(staged.target.from) ON \(staged.sameKey)
                WHERE \(StagedTable.alias).op = 'u' AND EXISTS (
                    SELECT FROM \(staged.name) AS \(other) WHERE \(other).op = 'u'
                    AND \(wanted, separator: " AND ") AND (\(isOther, separator: " OR ")))) AS seedd_p
            WHERE \(sameKey, separator: " AND ")
            """
    }
}
