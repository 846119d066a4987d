import Postgres
package import SeedModel

/// Lifts holds of a job: what a rollback undid may be promoted again. Writes no row of a job's tables.
package struct HoldRelease: Sendable {
    package struct Selection: Sendable {
        /// Globs of target tables; empty is all.
        package var tables: [String] = []
        /// Values of key columns; empty is all rows.
        package var only: [(column: String, values: [String])] = []

        package init() {}
    }

    let job: String
    /// Of the job's tables, by their names at the target; empty for a job that is not configured any more.
    let tables: [Glob]
    let selection: Selection
    let connector: Connector
    let events: any EventSink
    private let lane: Lane<Session>

    /// `rules` are those of the job; none where it is not configured any more.
    package init(
        job: String, rules: [TableRule], selection: Selection, connector: Connector, events: any EventSink
    ) {
        self.job = job
        tables = rules.map { Glob($0.rename ?? $0.name) }
        self.selection = selection
        self.connector = connector
        self.events = events
        lane = Lane("release") { cancellation in try connector.connect(cancellation) }
    }

    /// The holds that are selected; with `dryRun` they stay.
    package func release(dryRun: Bool) async throws(SeedError) -> ReleasedHolds {
        let environment = connector.environment.name
        let released = try await mappingErrors(subject: environment) {
            try await lane.run { session in
                let begin: SQL = dryRun ? "BEGIN READ ONLY" : "BEGIN"
                return try session.transaction(begin) { try release(dryRun: dryRun, session) }
            }
        }
        if !dryRun, released.count > 0 {
            events.receive(.released(job: job, environment: environment, rows: released.count))
        }
        return released
    }

    private func release(dryRun: Bool, _ session: borrowing Session) throws -> ReleasedHolds {
        var holds = SpoolWriter()
        let standing = try StandingHolds.read(job: job, session)
        guard standing.rows > 0 else { return ReleasedHolds(spool: try holds.finish(), standing: 0) }
        let condition = try condition(standing, session)
        // Of a DELETE too the rows come one by one, however many there are.
        let statement: SQL = dryRun ? "SELECT \(Self.columns) FROM seedd.hold" : "DELETE FROM seedd.hold"
        let returning: SQL = dryRun ? "ORDER BY table_schema, table_name, key" : "RETURNING \(Self.columns)"
        try session.send("COPY (\(statement) WHERE \(condition) \(returning)) TO STDOUT")
        try session.beginCopyOut()
        var row: [UInt8] = []
        while try session.copyRow(into: &row) {
            row.removeLast()
            try holds.append(row)
            row.removeAll(keepingCapacity: true)
        }
        try session.finish()
        // Their rows need not be written at the source to be promoted again.
        if !dryRun { try WatermarkTable.forget(standing.tables, job: job, session) }
        return ReleasedHolds(spool: try holds.finish(), standing: standing.rows)
    }

    private static let columns: SQL = """
        table_schema, table_name, pg_catalog.to_json(key_columns), pg_catalog.to_json(key), snapshot,
        pg_catalog.to_char(held_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        """

    private func condition(_ standing: StandingHolds, _ session: borrowing Session) throws -> SQL {
        var conditions: [SQL] = ["job = \(job)"]
        if !selection.tables.isEmpty {
            let chosen = try chosenTables(standing, session).map { "(\($0.schema), \($0.name))" as SQL }
            conditions.append(chosen.isEmpty ? "false" : "(table_schema, table_name) IN (\(chosen))")
        }
        try standing.requireKeys(selection.only.map(\.column))
        conditions += selection.only.map { column, values in
            """
            key[pg_catalog.array_position(key_columns, \(column))]
                = ANY (\(SQL.arrayLiteral(values))::pg_catalog.text[])
            """
        }
        return .joined(conditions, separator: " AND ")
    }

    /// Tables in which rows are held, of those that are selected; a table of the job in which none is may be named too.
    private func chosenTables(_ standing: StandingHolds, _ session: borrowing Session) throws -> [TableName] {
        let patterns = selection.tables.map(Glob.init)
        if !patterns.allSatisfy({ pattern in standing.tables.contains(where: pattern.selects) }) {
            try session.send(CatalogReader.relations)
            let all = try CatalogReader.receiveRelations(session).map(\.name)
            let known = standing.tables + all.filter { table in tables.contains { $0.selects(table) } }
            _ = try SavedTableSelection(selection.tables).select(from: known, of: "job \(job)")
        }
        return standing.tables.filter { table in patterns.contains { $0.selects(table) } }
    }
}
