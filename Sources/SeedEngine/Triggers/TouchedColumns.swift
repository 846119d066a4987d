import Postgres
import SeedModel

/// Columns that triggers of the target set to the time of the write, by target table.
typealias TouchedColumns = [TableName: Set<String>]

extension Projection {
    /// The columns left to the target's trigger: neither compared nor updated, but given to rows that are inserted.
    ///
    /// The match key is never left to anybody.
    func leaving(_ touched: Set<String>) -> Projection {
        guard !touched.isEmpty else { return self }
        let columns = columns.enumerated().map { index, column -> ProjectedColumn in
            guard index >= keyCount, touched.contains(column.name) else { return column }
            var column = column
            column.isCompared = false
            return column
        }
        return Projection(
            source: source, target: target, mode: mode, columns: columns, keyCount: keyCount,
            hashesThroughUTF8: hashesThroughUTF8, triggers: triggers, numbered: numbered)
    }

    /// The columns that are written on insert and otherwise left as they are.
    var kept: [Int] { columns.indices.filter { !columns[$0].isCompared } }

    /// What a plan says of them.
    func touchNote(in environment: String) -> String? {
        let names = kept.map { columns[$0].name }
        guard !names.isEmpty else { return nil }
        return "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") set by a trigger in \(environment) "
            + "and not compared"
    }
}

extension ProjectedColumn {
    /// Whether `value` of this column lies between the begin of the target's transaction and now, both to the second, or
    /// is the day of one of them; nil where the column is of a type that can't tell.
    func isOfThisTransaction(_ value: SQL) -> SQL? {
        guard reference == nil, ["timestamptz", "timestamp", "date"].contains(baseType) else { return nil }
        // Rounded like the column; a domain is no name to cast bounds to, its check may refuse them.
        let isPlain = type.hasPrefix("timestamp") || type == "date"
        let type = SQL(raw: isPlain ? type : "pg_catalog.\(baseType)")
        let (begin, now): (SQL, SQL) = ("pg_catalog.transaction_timestamp()", "pg_catalog.clock_timestamp()")
        guard baseType != "date" else {
            return "coalesce((\(value))::\(type) BETWEEN \(begin)::\(type) AND \(now)::\(type), false)"
        }
        // Triggers cut the time off at the second or the day, or round it.
        let day: SQL = "pg_catalog.date_trunc('day', (\(value))::\(type))"
        return """
            coalesce((\(value))::\(type) BETWEEN pg_catalog.date_trunc('second', \(begin))::\(type)
                    AND (pg_catalog.date_trunc('second', \(now)) + '1 second'::pg_catalog.interval)::\(type)
                OR (\(value))::\(type) = \(day)
                    AND \(day) BETWEEN pg_catalog.date_trunc('day', \(begin))::\(type) AND \(now)::\(type), false)
            """
    }
}
