import Postgres
import SeedModel

/// What of a job is held in a target: in which tables, by which keys, how many rows.
struct StandingHolds {
    let tables: [TableName]
    /// Columns of match keys by which rows are held; several lists where tables have other keys.
    let keys: [[String]]
    let rows: Int

    static func read(job: String, _ session: borrowing Session) throws -> StandingHolds {
        guard try HoldTable.isThere(session) else { return StandingHolds(tables: [], keys: [], rows: 0) }
        let rows = try session.rows(
            """
            SELECT table_schema, table_name, pg_catalog.to_json(key_columns)::pg_catalog.text, pg_catalog.count(*)
            FROM seedd.hold WHERE job = \(job) GROUP BY 1, 2, key_columns ORDER BY 1, 2, 3
            """)
        var tables: [TableName] = []
        var keys: [[String]] = []
        var count = 0
        for row in rows {
            let table = TableName(schema: row[0] ?? "", name: row[1] ?? "")
            if tables.last != table { tables.append(table) }
            let key = try HoldTable.array(row[2]).compactMap(\.self)
            if !keys.contains(key) { keys.append(key) }
            count += row[3].flatMap { Int($0) } ?? 0
        }
        return StandingHolds(tables: tables, keys: keys, rows: count)
    }

    /// Throws `notFound` for a column by which nothing is held.
    func requireKeys(_ columns: [String]) throws(SeedError) {
        for column in columns where !keys.contains(where: { $0.contains(column) }) {
            let lists = keys.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ", ")
            throw SeedError(
                .notFound, "--only \(column)", "is no column of a key: holds are by \(lists)",
                hint: EditDistance.hint(for: column, among: Set(keys.flatMap(\.self)).sorted()))
        }
    }
}
