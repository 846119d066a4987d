import Postgres
import SeedModel

/// The holds of one table of a job, found by the keys of rows.
struct TableHolds {
    let job: String
    let table: TableName
    /// The keys by which rows are held: more than one where `match:` was changed in between.
    private let keys: [ColumnSelection]
    /// Key columns of holds that no row can be looked up by, because it does not have all of them.
    private let unmatched: [String]?

    /// Those of the job's `tables` in which a row is held; one query, whatever the number of tables.
    static func read(
        job: String, _ tables: [TablePlan], _ session: borrowing Session
    ) throws -> [TableName: TableHolds] {
        guard try HoldTable.isThere(session) else { return [:] }
        let rows = try session.rows(
            """
            SELECT DISTINCT table_schema, table_name, pg_catalog.to_json(key_columns)::pg_catalog.text
            FROM seedd.hold WHERE job = \(job)
            """)
        var keys: [TableName: [[String]]] = [:]
        for row in rows {
            let name = TableName(schema: row[0] ?? "", name: row[1] ?? "")
            keys[name, default: []].append(try HoldTable.array(row[2]).compactMap(\.self))
        }
        return tables.reduce(into: [:]) { holds, table in
            guard let keys = keys[table.target] else { return }
            holds[table.target] = TableHolds(
                job: job, table: table.target, keys: keys.compactMap { ColumnSelection($0, of: table.columns) },
                unmatched: keys.first { ColumnSelection($0, of: table.columns) == nil })
        }
    }

    /// The holds of each of the changes, in their order: mostly none, or one.
    func find(_ records: [ChangeRecord], _ session: borrowing Session) throws -> [[Hold]] {
        var holds = [[Hold]](repeating: [], count: records.count)
        for key in keys {
            let digests = records.map { ($0.after ?? $0.before).map(key.digest) ?? "" }
            let found = try read(digests, session)
            for index in records.indices { if let hold = found[digests[index]] { holds[index].append(hold) } }
        }
        return holds
    }

    private func read(_ digests: [String], _ session: borrowing Session) throws -> [String: Hold] {
        let rows = try session.rows(
            """
            SELECT key_digest, pg_catalog.to_json(columns)::pg_catalog.text, rejected, snapshot, run,
                pg_catalog.to_char(held_since AT TIME ZONE 'UTC', 'YYYY-MM-DD')
            FROM seedd.hold WHERE \(HoldTable.condition(job: job, table: table, keys: digests))
            """)
        // Holds of one rollback have the same columns.
        var columns: [String: [String]] = [:]
        for text in Set(rows.compactMap { $0[1] }) { columns[text] = try HoldTable.array(text).compactMap(\.self) }
        return rows.reduce(into: [:]) { holds, row in
            let hold = Hold(
                key: row[0] ?? "", columns: columns[row[1] ?? ""] ?? [],
                rejected: Hold.Rejected(stored: row[2] ?? ""), snapshot: row[3], run: row[4] ?? "", since: row[5] ?? "")
            holds[hold.key] = hold
        }
    }

    /// - Throws: `refused` where it can't be told which rows are held.
    func requireEveryKey() throws(SeedError) {
        guard let unmatched else { return }
        throw SeedError(
            .refused, "\(table)",
            "rows are held by the key (\(unmatched.joined(separator: ", "))), of which the job does not have every column",
            hint: "seedd release \(job) --table \(table)")
    }
}
