import Postgres
import SeedModel

/// Rows that would reference rows which are neither in the target nor in the plan, found before anything is written.
struct MissingParents {
    private static let named = 5

    let plan: Plan
    let staged: [StagedTable]

    func verify(_ session: borrowing Session) throws {
        for (key, values, relation) in searches {
            let rows = try session.rows(
                "SELECT pg_catalog.count(*) OVER (), \(values) \(relation) LIMIT \(Self.named)")
            guard let count = rows.first?[0].flatMap({ Int($0) }),
                try ReplicaConstraint.read(key, session).checksChildren
            else { continue }
            let missing = rows.map { row in
                zip(key.childColumns, row[1...]).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", ")
            }
            var error = SeedError(
                .badData, "\(key.child)",
                "\(count.counted("row")) \(count == 1 ? "references" : "reference") rows of \(key.parent) that are neither there nor in the plan (foreign key "
                    + "\(key.name)); nothing was written",
                hint: "add \(key.parent) to the job, or the missing rows to its filter",
                detail: missing.joined(separator: "\n"))
            error.sqlState = "23503"
            throw error
        }
    }

    /// Per foreign key what such rows reference, as text, and FROM and WHERE of the rows; none where the plan does not say
    /// all it takes to know.
    var searches: [(key: CatalogForeignKey, values: [SQL], relation: SQL)] {
        let byName = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        return plan.foreignKeys.compactMap { key in
            guard let child = byName[key.child], let relation = relation(key, child, byName[key.parent]) else {
                return nil
            }
            return (key, key.childColumns.compactMap { child.written($0) }.map { "\($0)::pg_catalog.text" }, relation)
        }
    }

    private func relation(_ key: CatalogForeignKey, _ child: StagedTable, _ parent: StagedTable?) -> SQL? {
        let isStreamed = plan.tables.contains { $0.target == key.parent && $0.isWholeCopy }
        let values = key.childColumns.compactMap { child.written($0) }
        guard values.count == key.childColumns.count, !isStreamed else { return nil }
        guard child.plan.counts.insert > 0 || key.childColumns.contains(where: child.changedColumns.contains) else {
            return nil
        }
        let isThere: SQL = .joined(
            zip(zip(key.parentColumns, values), key.equality).map { pair, equals in
                "seedd_p.\(ident: pair.0) \(raw: equals) \(pair.1)"
            }, separator: " AND ")
        var (planned, deleted): (SQL, SQL) = ("", "")
        if let parent {
            let columns = key.parentColumns.compactMap { parent.written($0, of: "seedd_q") }
            guard columns.count == key.parentColumns.count else { return nil }
            let isPlanned = zip(zip(columns, values), key.equality).map { pair, equals -> SQL in
                "\(pair.0) \(raw: equals) \(pair.1)"
            }
            planned = """
                 AND NOT EXISTS (SELECT FROM \(parent.name) AS seedd_q
                WHERE seedd_q.op <> 'd' AND \(isPlanned, separator: " AND "))
                """
            deleted = """
                 AND NOT EXISTS (SELECT FROM \(parent.name) AS seedd_d
                WHERE seedd_d.op = 'd' AND \(parent.sameKey("seedd_p", "seedd_d")))
                """
        }
        let isSet = values.map { "\($0) IS NOT NULL" as SQL }
        let isNew = key.childColumns.compactMap { child.isWrittenDistinct($0, from: child.alias) }
        return """
            FROM \(child.from) LEFT JOIN \(child.target.from) ON \(child.sameKey)
            WHERE \(StagedTable.alias).op <> 'd' AND \(isSet, separator: " AND ")
                AND (\(StagedTable.alias).op = 'i' OR \(isNew, separator: " OR "))
                AND NOT EXISTS (SELECT FROM \(ident: key.parent.schema).\(ident: key.parent.name) AS seedd_p
                    WHERE \(isThere)\(deleted))\(planned)
            """
    }
}
