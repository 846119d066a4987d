import Postgres
import SeedModel

/// Staged updates whose row has a value of a unique key now that another update wants.
struct ContestedRows {
    let staged: StagedTable
    let key: CatalogKey

    /// A query of the `ctid`s of the staged rows.
    var ids: SQL {
        // What a generated column will be is known when it is written.
        if key.columns.contains(where: isGenerated) {
            return "SELECT \(StagedTable.alias).ctid FROM \(staged.from) WHERE \(StagedTable.alias).op = 'u'"
        }
        let isWanted = key.expressions.indices.map { index -> SQL in
            let (now, wish) = (SQL(raw: "seedd_n.x\(index)"), SQL(raw: "seedd_w.x\(index)"))
            let same: SQL = "\(now) \(raw: key.operators[index]) \(wish)"
            return key.nullsNotDistinct ? "(\(same) OR (\(now) IS NULL AND \(wish) IS NULL))" : same
        }
        return """
            WITH seedd_n AS MATERIALIZED (\(values(ofPlan: false))), seedd_w AS MATERIALIZED (\(values(ofPlan: true)))
            SELECT seedd_n.id FROM seedd_n
            WHERE EXISTS (SELECT FROM seedd_w WHERE seedd_w.id <> seedd_n.id AND \(isWanted, separator: " AND "))
            """
    }

    private func isGenerated(_ column: String) -> Bool { staged.target.table.column(column)?.isGenerated == true }

    /// `id` and what the index holds of each row that is updated: before, or as planned.
    private func values(ofPlan: Bool) -> SQL {
        let table = staged.target.table
        let row = table.columns.map { column -> SQL in
            let planned = ofPlan && staged.holds(column.name) ? staged.written(column.name) : nil
            let value = planned ?? "\(staged.alias).\(ident: column.name)"
            return "\(value) AS \(ident: column.name)"
        }
        let expressions = zip(key.expressions, 0...).map { "(\(raw: $0)) AS \(raw: "x\($1)")" as SQL }
        let predicate: SQL = key.predicate.map { " WHERE \(raw: $0)" } ?? ""
        return """
            SELECT \(StagedTable.alias).ctid AS id, seedd_x.* FROM \(staged.from)
            JOIN \(staged.target.from) ON \(staged.sameKey)
            CROSS JOIN LATERAL (SELECT \(expressions)
                FROM (SELECT \(row)) AS \(ident: table.name.name)\(predicate)) AS seedd_x
            WHERE \(StagedTable.alias).op = 'u'
            """
    }
}
