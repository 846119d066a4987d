import Postgres
import SeedModel

/// Looks for rows that would go along, or lose their reference, if contested rows were deleted for a moment.
struct ReinsertObstacle {
    let plan: Plan
    let staged: [StagedTable]

    /// The foreign key that would act on rows of its table; `ContestedRows` of `table` were found before.
    func find(_ table: StagedTable, _ session: borrowing Session) throws -> CatalogForeignKey? {
        let acting = plan.foreignKeys.filter {
            $0.parent == table.plan.target && $0.onDelete != .noAction && $0.onDelete != .nothing
        }
        return try acting.first { key in
            let reference: SQL = "seedd_c"
            let rows: SQL = "\(ident: key.child.schema).\(ident: key.child.name) AS \(reference)"
            let isReferenced = try exists(
                table, key, rows, key.childColumns.map { "\(reference).\(ident: $0)" }, session)
            guard !isReferenced, let child = staged.first(where: { $0.plan.target == key.child }) else {
                return isReferenced
            }
            let planned = key.childColumns.compactMap { child.written($0, of: reference) }
            // A reference that the job does not write may be a default.
            guard planned.count == key.childColumns.count else { return child.plan.counts.insert > 0 }
            return try exists(
                table, key, "(SELECT * FROM \(child.name) WHERE op <> 'd') AS \(reference)", planned, session)
        }
    }

    private func exists(
        _ table: StagedTable, _ key: CatalogForeignKey, _ rows: SQL, _ references: [SQL], _ session: borrowing Session
    ) throws(PostgresError) -> Bool {
        let joins = zip(zip(key.parentColumns, references), key.equality).map { columns, equals -> SQL in
            "\(table.alias).\(ident: columns.0) \(raw: equals) \(columns.1)"
        }
        return try !session.rows(
            """
            SELECT FROM \(table.from) JOIN \(table.target.from) ON \(table.sameKey)
            JOIN \(rows) ON \(joins, separator: " AND ")
            WHERE \(StagedTable.alias).ctid IN (\(ContestedRows.ids)) LIMIT 1
            """
        ).isEmpty
    }
}
