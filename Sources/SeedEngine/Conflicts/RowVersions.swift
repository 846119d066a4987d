import Postgres
import SeedModel

/// The transactions that wrote rows of the target last.
struct RowVersions {
    let projection: Projection

    /// The `xmin` of the changed rows, in their order; nil for those that the target does not have.
    func find(_ records: [ChangeRecord], _ session: borrowing Session) throws -> [UInt32?] {
        var found = [UInt32?](repeating: nil, count: records.count)
        let numbers = records.indices.filter { records[$0].before != nil }
        // Of views and foreign tables nobody can tell.
        guard !numbers.isEmpty, [.table, .partitioned].contains(projection.target.table.kind) else { return found }
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
