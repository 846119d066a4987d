import Postgres
import SeedModel

/// The table `seedd.watermark` of a target.
enum WatermarkTable {
    enum Access {
        case missing, hidden, readable
    }

    /// Asked of the catalog: a name in a schema that may not be used is an error.
    static func access(_ session: borrowing Session) throws(PostgresError) -> Access {
        let rows = try session.rows(
            """
            SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'seedd' AND c.relname = 'watermark' AND c.relkind = 'r'
            """)
        guard let row = rows.first else { return .missing }
        return row[0] == "t" ? .readable : .hidden
    }

    /// Those of a job, by target table.
    static func read(
        job: String, _ session: borrowing Session
    ) throws(PostgresError) -> [TableName: StoredWatermark] {
        guard try access(session) == .readable else { return [:] }
        let rows = try session.rows(
            """
            SELECT table_schema, table_name, definition, source, horizon, seen, stamp_mark, late_stamps, stored_by,
                (extract(epoch FROM pg_catalog.now() - reconciled_at) * 1000)::pg_catalog.int8
            FROM seedd.watermark WHERE job = \(job)
            """)
        return rows.reduce(into: [:]) { marks, row in
            guard let horizon = row[4].flatMap({ UInt64($0) }), let seen = row[5].flatMap({ UInt64($0) }) else {
                return
            }
            marks[TableName(schema: row[0] ?? "", name: row[1] ?? "")] = StoredWatermark(
                watermark: Watermark(
                    definition: row[2] ?? "", source: row[3] ?? "", horizon: horizon, seen: seen,
                    stampMark: row[6], lateStamps: row[7].flatMap { Int($0) } ?? 0),
                token: row[8] ?? "", unreconciled: row[9].flatMap { Int($0) } ?? .max)
        }
    }

    /// Stores a mark unless another one has taken the place of that it was made from.
    static func store(
        _ pending: PendingWatermark, job: String, _ table: TableName, _ session: borrowing Session
    ) throws(PostgresError) {
        let mark = pending.watermark
        let values: SQL = """
            \(mark.definition), \(mark.source), \(xid(mark.horizon)), \(xid(mark.seen)), \(mark.stampMark), \
            \(mark.lateStamps), pg_catalog.now(), pg_catalog.pg_current_xact_id()
            """
        let columns: SQL = "definition, source, horizon, seen, stamp_mark, late_stamps, stored_at, stored_by"
        if let replaced = pending.replaced {
            let reconciled: SQL = pending.isReconciled ? ", reconciled_at = pg_catalog.now()" : ""
            try session.execute(
                """
                UPDATE seedd.watermark SET (\(columns)) = ROW(\(values))\(reconciled)
                WHERE \(condition(job: job, table)) AND stored_by = \(replaced.token)::pg_catalog.xid8
                """)
        } else {
            try session.execute(
                """
                INSERT INTO seedd.watermark (job, table_schema, table_name, \(columns))
                VALUES (\(job), \(table.schema), \(table.name), \(values)) ON CONFLICT DO NOTHING
                """)
        }
    }

    /// Has the tables compared in full by the next run: of one job, of all for nil.
    static func forget(_ tables: [TableName], job: String?, _ session: borrowing Session) throws(PostgresError) {
        try delete(tables, job.map { " AND job = \($0)" } ?? "", session)
    }

    /// The same of a job, but for tables whose mark this very transaction has stored.
    static func forgetOthers(_ tables: [TableName], job: String, _ session: borrowing Session) throws(PostgresError) {
        try delete(tables, " AND job = \(job) AND stored_by <> pg_catalog.pg_current_xact_id()", session)
    }

    private static func delete(
        _ tables: [TableName], _ condition: SQL, _ session: borrowing Session
    ) throws(PostgresError) {
        guard !tables.isEmpty, try access(session) != .missing else { return }
        let list = tables.map { "(\($0.schema), \($0.name))" as SQL }
        try session.execute("DELETE FROM seedd.watermark WHERE (table_schema, table_name) IN (\(list))\(condition)")
    }

    /// Whether a rollback has changed the table since `horizon`, of which a plan made then knows nothing.
    static func isRolledBack(
        _ table: TableName, since horizon: UInt64, _ session: borrowing Session
    ) throws(PostgresError) -> Bool {
        try !session.rows(
            """
            SELECT FROM seedd.run r
            CROSS JOIN LATERAL pg_catalog.jsonb_to_recordset(r.tables)
                AS t (name pg_catalog.text, changes pg_catalog.int8)
            WHERE r.kind = 'rollback' AND r.xid >= \(xid(horizon))
                AND t.name = \("\(table)") AND t.changes > 0
            LIMIT 1
            """
        ).isEmpty
    }

    private static func xid(_ number: UInt64) -> SQL { SQL(raw: "'\(number)'::pg_catalog.xid8") }

    private static func condition(job: String, _ table: TableName) -> SQL {
        "job = \(job) AND table_schema = \(table.schema) AND table_name = \(table.name)"
    }
}
