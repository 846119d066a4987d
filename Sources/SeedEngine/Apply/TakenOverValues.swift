import Postgres
import SeedModel

/// Referenced values that a deleted or changed row hands to another row of the plan.
///
/// NO ACTION looks for any row that has the value when the statement ends: references may stay as they are if all that
/// happens to the table is one statement.
struct TakenOverValues {
    let plan: Plan
    let staged: [TableName: StagedTable]

    /// Tables of which rows take over values that are referenced.
    func tables(_ session: borrowing Session) throws(PostgresError) -> Set<TableName> {
        var found: Set<TableName> = []
        for (table, query) in searches where !found.contains(table) {
            if try !session.rows(query).isEmpty { found.insert(table) }
        }
        return found
    }

    /// Tables of which rows may take over such values, each with a query that has a row where they do.
    var searches: [(table: TableName, query: SQL)] {
        plan.foreignKeys.compactMap { key in
            guard let parent = staged[key.parent],
                let isTaken = Self.isTaken(key, parent, parent.alias, key.parentColumns)
            else { return nil }
            let query: SQL = """
                SELECT FROM \(parent.from) JOIN \(parent.target.from) ON \(parent.sameKey) WHERE \(isTaken) LIMIT 1
                """
            return (key.parent, query)
        }
    }

    /// A condition more: that no other row of the plan will have the value that `reference`, a row of the child, has.
    static func exception(_ key: CatalogForeignKey, _ parent: StagedTable, _ reference: SQL) -> SQL {
        isTaken(key, parent, reference, key.childColumns).map { " AND NOT (\($0))" } ?? ""
    }

    /// Whether a row of the plan will have the value that `columns` of `row` have; nil where that can't be, or would not help.
    private static func isTaken(
        _ key: CatalogForeignKey, _ parent: StagedTable, _ row: SQL, _ columns: [String]
    ) -> SQL? {
        var leaving: [SQL] = []
        if key.onDelete == .noAction, parent.plan.counts.delete > 0 { leaving.append("\(StagedTable.alias).op = 'd'") }
        if key.onUpdate == .noAction, let isRekeyed = parent.isRekeyed(key) { leaving.append(isRekeyed) }
        // Rows are known by their match key: no other row has one that is referenced.
        let match = parent.projection.key.flatMap(\.heldIn)
        guard !leaving.isEmpty, !Set(match).isSubset(of: key.parentColumns) else { return nil }
        let planned = key.parentColumns.compactMap { parent.written($0, of: "seedd_q") }
        guard planned.count == columns.count else { return nil }
        let isPlanned = zip(zip(planned, columns), key.equality).map { pair, equals -> SQL in
            "\(pair.0) \(raw: equals) \(row).\(ident: pair.1)"
        }
        return """
            (\(leaving, separator: " OR ")) AND EXISTS (SELECT FROM \(parent.name) AS seedd_q
                WHERE seedd_q.op <> 'd' AND \(isPlanned, separator: " AND "))
            """
    }
}
