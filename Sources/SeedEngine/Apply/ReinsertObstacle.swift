import Postgres
import SeedModel

/// Looks for rows that would go along, or lose their reference, if contested rows were deleted for a moment.
struct ReinsertObstacle {
    let plan: Plan
    let staged: [StagedTable]

    /// The foreign key that would act on rows of its table; `ContestedRows` of `table` were found before.
    func find(_ table: StagedTable, _ session: borrowing Session) throws -> CatalogForeignKey? {
        try searches(table).first { search in
            try search.queries.contains { try !session.rows($0).isEmpty }
        }?.key
    }

    /// Per foreign key that could act, queries of which one has a row where it would.
    func searches(_ table: StagedTable) -> [(key: CatalogForeignKey, queries: [SQL])] {
        let acting = plan.foreignKeys.filter {
            $0.parent == table.plan.target && $0.onDelete != .noAction && $0.onDelete != .nothing
        }
        return acting.map { key in
            let reference: SQL = "seedd_c"
            let rows: SQL = "\(ident: key.child.schema).\(ident: key.child.name) AS \(reference)"
            let isReferenced = query(table, key, rows, key.childColumns.map { "\(reference).\(ident: $0)" })
            guard let child = staged.first(where: { $0.plan.target == key.child }) else { return (key, [isReferenced]) }
            let planned = key.childColumns.compactMap { child.written($0, of: reference) }
            // A reference that the job does not write may be a default.
            guard planned.count == key.childColumns.count else {
                return (key, child.plan.counts.insert > 0 ? ["SELECT"] : [isReferenced])
            }
            let isPlanned = query(
                table, key, "(SELECT * FROM \(child.name) WHERE op <> 'd') AS \(reference)", planned)
            return (key, [isReferenced, isPlanned])
        }
    }

    private func query(_ table: StagedTable, _ key: CatalogForeignKey, _ rows: SQL, _ references: [SQL]) -> SQL {
        let joins = zip(zip(key.parentColumns, references), key.equality).map { columns, equals -> SQL in
            "\(table.alias).\(ident: columns.0) \(raw: equals) \(columns.1)"
        }
        return """
            SELECT FROM \(table.from) JOIN \(table.target.from) ON \(table.sameKey)
            JOIN \(rows) ON \(joins, separator: " AND ")
            WHERE \(StagedTable.alias).ctid IN (\(ContestedRows.ids)) LIMIT 1
            """
    }
}
