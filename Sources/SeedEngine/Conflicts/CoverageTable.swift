import FoundationEssentials
import Postgres
import SeedModel

/// The table `seedd.base_table` of a target: of which tables `seedd.base` has every row that was promoted.
enum CoverageTable {
    static func read(
        job: String, isNeeded: Bool, _ session: borrowing Session
    ) throws -> [TableName: KnownBase] {
        guard try BaseTable.isThere("base_table", isNeeded: isNeeded, session) else { return [:] }
        let rows = try session.rows(
            """
            SELECT table_schema, table_name, pg_catalog.to_json(key_columns)::pg_catalog.text, filter,
                types::pg_catalog.text
            FROM seedd.base_table WHERE job = \(job)
            """)
        return try rows.reduce(into: [:]) { known, row in
            let types = try JSONDecoder().decode([String: String].self, from: Data((row[4] ?? "{}").utf8))
            known[TableName(schema: row[0] ?? "", name: row[1] ?? "")] = KnownBase(
                coverage: .init(key: try HoldTable.array(row[2]).compactMap(\.self), filter: row[3]), types: types)
        }
    }

    /// Of a run over the whole table.
    static func store(
        _ coverage: KnownBase.Coverage, types: [String: String], job: String, table: TableName, run: String,
        _ session: borrowing Session
    ) throws(PostgresError) {
        let names = types.keys.sorted()
        let written: SQL = """
            pg_catalog.jsonb_object(\(SQL.arrayLiteral(names))::pg_catalog.text[],
                \(SQL.arrayLiteral(names.map { types[$0] }))::pg_catalog.text[])
            """
        try session.execute(
            """
            INSERT INTO seedd.base_table AS seedd_o
                (job, table_schema, table_name, key_columns, filter, types, run)
            VALUES (\(job), \(table.schema), \(table.name), \(SQL.arrayLiteral(coverage.key)), \(coverage.filter),
                \(written), \(run))
            ON CONFLICT (job, table_schema, table_name) DO UPDATE SET key_columns = EXCLUDED.key_columns,
                filter = EXCLUDED.filter, types = EXCLUDED.types, run = EXCLUDED.run, since = EXCLUDED.since
            WHERE (seedd_o.key_columns, seedd_o.filter, seedd_o.types)
                IS DISTINCT FROM (EXCLUDED.key_columns, EXCLUDED.filter, EXCLUDED.types)
            """)
    }

    /// Columns of another type than the one under which rows were kept: nothing is known of them any more.
    static func forget(
        _ columns: [String], job: String, table: TableName, _ session: borrowing Session
    ) throws(PostgresError) {
        guard !columns.isEmpty else { return }
        let names: SQL = "\(SQL.arrayLiteral(columns))::pg_catalog.text[]"
        let condition = BaseTable.condition(job: job, table: table)
        try session.execute("UPDATE seedd.base AS seedd_b SET row = seedd_b.row - \(names) WHERE \(condition)")
        try session.execute(
            "UPDATE seedd.base_table AS seedd_b SET types = seedd_b.types - \(names) WHERE \(condition)")
    }
}
