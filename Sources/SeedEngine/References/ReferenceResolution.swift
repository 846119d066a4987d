import Postgres
import SeedModel

/// Fills what only the target knows of staged rows: ids of new rows, and the ids of the rows they reference.
///
/// Nothing of the target is written; an id that is drawn and not used is lost to its sequence, as by any INSERT that is
/// rolled back.
struct ReferenceResolution {
    /// Values an error names.
    private static let named = 10

    /// Parents before children.
    let staged: [StagedTable]
    let environment: String

    /// - Throws: `badData` that names references to rows the target does not have, or has more than once.
    func resolve(_ session: borrowing Session) throws {
        for table in staged { try number(table, session) }
        let byName = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        for table in staged {
            for (index, column) in table.columns.enumerated() {
                guard let reference = column.reference else { continue }
                let parent = byName[reference.target.parent]
                do {
                    try find(reference, index, of: table, among: parent, session)
                } catch let error as PostgresError {
                    throw SeedError(error, subject: "\(table.plan.target)")
                }
                try requireFound(reference, index, of: table, session)
            }
        }
    }

    private func number(_ table: StagedTable, _ session: borrowing Session) throws {
        let values = table.projection.numbered.compactMap { column in
            column.nextValue.map { "\(StagedTable.filledName(column)) = \(raw: $0)" as SQL }
        }
        guard !values.isEmpty, table.plan.counts.insert > 0 else { return }
        do {
            try session.execute("UPDATE \(table.name) SET \(values) WHERE op = 'i'")
        } catch {
            throw SeedError(error, subject: "\(table.plan.target)")
        }
    }

    /// Rows of the target first, but for those that are about to be deleted, then those that are about to be inserted.
    private func find(
        _ reference: Reference, _ column: Int, of table: StagedTable, among parent: StagedTable?,
        _ session: borrowing Session
    ) throws {
        let value = table.value(column)
        let wanted: SQL = "\(StagedTable.alias).op <> 'd' AND \(value) IS NOT NULL"
        let row: SQL = "seedd_p"
        let found = reference.held.map { held -> SQL in
            "\(StagedTable.filledName(held.column)) = \(row).\(ident: held.parent)"
        }
        let same = reference.key.indices.map { index -> SQL in
            let key = reference.key[index]
            return key.sameKey(key.value(row), reference.element(index, of: value))
        }
        var staying: SQL = ""
        if let parent, parent.plan.counts.delete > 0 {
            staying = """
                 AND NOT EXISTS (SELECT FROM \(parent.name) AS seedd_x
                    WHERE seedd_x.op = 'd' AND \(parent.sameKey(row, "seedd_x")))
                """
        }
        try requireOne(reference, column, of: table, same, session)
        try session.execute(
            """
            UPDATE \(table.name) AS \(StagedTable.alias) SET \(found) FROM \(reference.target.from(row))
            WHERE \(wanted) AND \(same, separator: " AND ")\(staying)
            """)
        guard let parent, parent.plan.counts.insert > 0 else { return }
        let new: SQL = "seedd_x"
        let drawn = reference.held.compactMap { held in
            parent.written(held.parent, of: new).map { "\(StagedTable.filledName(held.column)) = \($0)" as SQL }
        }
        let sameNew = reference.key.indices.map { index -> SQL in
            reference.key[index].sameKey(parent.value(index, of: new), reference.element(index, of: value))
        }
        try session.execute(
            """
            UPDATE \(table.name) AS \(StagedTable.alias) SET \(drawn) FROM \(parent.name) AS \(new)
            WHERE \(wanted) AND \(new).op = 'i' AND \(sameNew, separator: " AND ")
            """)
    }

    /// A table that no index keeps unique may have several rows of a key; within the job's filter they were found when
    /// they were compared.
    private func requireOne(
        _ reference: Reference, _ column: Int, of table: StagedTable, _ same: [SQL], _ session: borrowing Session
    ) throws {
        guard !reference.hasUniqueKey else { return }
        let value = table.columns[column].text(table.value(column))
        let rows = try session.rows(
            """
            SELECT DISTINCT \(value) FROM \(table.from) JOIN \(reference.target.from("seedd_p")) ON \(same, separator: " AND ")
            WHERE \(StagedTable.alias).op <> 'd' GROUP BY \(StagedTable.alias).ctid, 1 HAVING pg_catalog.count(*) > 1
            LIMIT \(Self.named)
            """)
        guard !rows.isEmpty else { return }
        throw UnknownReferences(reference, column: table.columns[column].name, environment: environment)
            .ambiguous(rows.compactMap { $0[0] })
    }

    private func requireFound(
        _ reference: Reference, _ column: Int, of table: StagedTable, _ session: borrowing Session
    ) throws {
        let value = table.value(column)
        let isMissing = reference.held.map {
            "\(StagedTable.alias).\(StagedTable.filledName($0.column)) IS NULL" as SQL
        }
        let rows = try session.rows(
            """
            SELECT \(table.columns[column].text(value)), pg_catalog.sum(pg_catalog.count(*)) OVER ()
            FROM \(table.from) WHERE \(StagedTable.alias).op <> 'd' AND \(value) IS NOT NULL
                AND (\(isMissing, separator: " OR ")) GROUP BY 1 ORDER BY 1 LIMIT \(Self.named)
            """)
        guard let count = rows.first?[1].flatMap({ Int($0) }) else { return }
        throw UnknownReferences(reference, column: table.columns[column].name, environment: environment)
            .missing(rows: count, rows.compactMap { $0[0] })
    }
}
