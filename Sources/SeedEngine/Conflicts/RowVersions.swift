import Postgres
import SeedModel

/// The transactions that wrote rows of the target last.
struct RowVersions {
    let projection: Projection

    /// Views and foreign tables have none to tell by, and to a role that may read some columns only they are not shown.
    func areReadable(_ session: borrowing Session) throws(PostgresError) -> Bool {
        let table = projection.target.table
        guard [.table, .partitioned].contains(table.kind) else { return false }
        return try session.rows(
            "SELECT pg_catalog.has_table_privilege(\(table.oid)::pg_catalog.oid, 'SELECT')"
        ).first?[0] == "t"
    }

    /// The `xmin` of the changed rows, in their order; nil for those that the target does not have.
    func find(_ records: [ChangeRecord], _ session: borrowing Session) throws -> [UInt32?] {
        var found = [UInt32?](repeating: nil, count: records.count)
        let numbers = records.indices.filter { records[$0].before != nil }
        guard !numbers.isEmpty else { return found }
        let keys = numbers.map { projection.keyValues(records[$0].before ?? []) }
        let (list, join) = projection.joining(keys, projection.target)
        let rows = try session.rows(
            """
            SELECT seedd_keys.seedd_n, \(projection.target.alias).xmin FROM \(list) JOIN \(projection.target.from)
                ON \(join)
            """)
        for row in rows {
            guard let number = row[0].flatMap({ Int($0) }) else { continue }
            found[numbers[number - 1]] = row[1].flatMap { UInt32($0) }
        }
        return found
    }
}
