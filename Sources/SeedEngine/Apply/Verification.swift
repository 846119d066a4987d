import Postgres
import SeedModel

/// Reads back what was written and compares it with the plan, before COMMIT.
struct Verification {
    let plan: Plan
    let environment: String
    let events: any EventSink

    /// The columns in which a trigger set the time of the write, as it does for every row; all else is as planned.
    ///
    /// - Throws: `refused` that names the columns a trigger or a default changed.
    func verify(_ staged: [StagedTable], _ session: borrowing Session) throws -> TouchedColumns {
        var touched: TouchedColumns = [:]
        let counts = try staged.counted(.verifying, events, session) { differing($0) }
        let doubtful = zip(staged, counts).filter { $0.1 > 0 }
        for (table, rows) in doubtful {
            let changed = try changedColumns(table, session)
            guard let columns = try TouchedRows(table: table).columns(among: changed, session) else {
                throw rewritten(table, rows, changed, staged)
            }
            touched[table.plan.target] = columns
        }
        let others = try doubtful.map(\.0).firstCounted(.verifying, events, session) { table in
            differing(table, but: touched[table.plan.target] ?? [])
        }
        if let others {
            throw rewritten(others.table, others.rows, try changedColumns(others.table, session), staged)
        }
        return touched
    }

    private func rewritten(
        _ table: StagedTable, _ rows: Int, _ columns: [String], _ staged: [StagedTable]
    ) -> SeedError {
        .rewritten(
            table.projection, "\(rows.counted("row")) \(rows == 1 ? "is" : "are") not what was written",
            columns: columns,
            environment: environment, written: staged.map(\.projection))
    }

    /// Rows that were written must still be the job's: one that left the filter would be out of its reach for ever.
    func verifyFilters(_ staged: [StagedTable], _ session: borrowing Session) throws {
        let filtered = staged.filter { !$0.target.filters.isEmpty }
        guard let (table, rows) = try filtered.firstCounted(.verifying, events, session, Self.outsideFilter) else {
            return
        }
        throw SeedError(
            .refused, "\(table.plan.target)",
            "\(rows.counted("row")) would be outside the job's filter once written; everything was rolled back",
            hint: "`where:` and `set:` (or a trigger) contradict each other")
    }

    /// FROM and WHERE of the staged rows that are not inside the filter in the table.
    static func outsideFilter(_ table: StagedTable) -> SQL {
        """
        FROM \(table.from) WHERE \(StagedTable.alias).op <> 'd' AND NOT EXISTS (
            SELECT FROM (SELECT * FROM \(table.target.from)\(table.target.whereClause)) AS \(table.alias)
            WHERE \(table.sameKey))
        """
    }

    /// The digest of what is in the table, against the plan's; a rollback has none and compares with the staged row.
    private func differing(_ table: StagedTable, but touched: Set<String> = []) -> SQL {
        Self.differing(table, seed: plan.seed) { TouchedRows.counted($0, table, touched) }
    }

    /// FROM and WHERE of the staged rows that the table does not have as planned. `counted` says what a column's value
    /// counts as.
    static func differing(_ table: StagedTable, seed: Int64, _ counted: (ProjectedColumn) -> SQL) -> SQL {
        let written = table.projection.rowDigest(seed: seed, counted)
        let planned: SQL = table.hasAfterDigests ? "\(StagedTable.alias).post" : stagedDigest(table, seed: seed)
        return """
            FROM \(table.from) LEFT JOIN \(table.target.from) ON \(table.sameKey)
            WHERE CASE WHEN \(StagedTable.alias).op = 'd' THEN \(table.alias).ctid IS NOT NULL
                ELSE \(table.alias).ctid IS NULL OR \(written) <> \(planned) END
            """
    }

    private static func stagedDigest(_ table: StagedTable, seed: Int64) -> SQL {
        let columns = Dictionary(
            zip(table.columns.map(\.name), table.columns.indices), uniquingKeysWith: { first, _ in first })
        return table.projection.rowDigest(seed: seed) { table.value(columns[$0.name] ?? 0) }
    }

    private func changedColumns(_ table: StagedTable, _ session: borrowing Session) throws -> [String] {
        let compared = table.columns.indices.filter { table.columns[$0].isCompared }
        let flags = compared.map { column -> SQL in
            let value = table.columns[column].value(table.alias)
            return """
                pg_catalog.bool_or(\(table.columns[column].text(value)) COLLATE "C"
                    IS DISTINCT FROM \(table.columns[column].text(table.value(column))) COLLATE "C")
                """
        }
        let row = try session.rows("SELECT \(flags) \(differing(table)) AND \(StagedTable.alias).op <> 'd'").first ?? []
        return zip(compared, row).compactMap { column, flag in flag == "t" ? table.columns[column].name : nil }
    }
}
