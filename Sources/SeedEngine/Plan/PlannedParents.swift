import Postgres
import SeedModel

/// Rows of a plan that would reference rows which are neither in the target nor in the plan, found before anybody is asked.
///
/// Only what the plan says is looked at: `MissingParents` and `ReferenceResolution` count again under lock, and what they say
/// decides. A reference that is told by a match key of several columns is left to them.
struct PlannedParents {
    /// References of one query.
    private static let batch = 50_000
    /// Types whose equal values have equal text: a planned parent is known by it.
    private static let exact: Set<String> = [
        "int2", "int4", "int8", "uuid", "text", "varchar", "date", "bool", "bytea",
    ]

    let plan: Plan

    func findings(_ session: borrowing Session) throws -> [Finding] {
        var findings: [Finding] = []
        for key in plan.foreignKeys where key.onDelete != .nothing {
            guard let references = PlannedReference(key, in: plan),
                references.columns.allSatisfy({ Self.exact.contains($0.baseType) })
            else { continue }
            let rows = try missing(references, session)
            guard rows > 0, try ReplicaConstraint.read(key, session).checksChildren else { continue }
            findings.append(
                Finding(
                    .referencesOutside, .error, "\(key.child)",
                    "\(rows.counted("row")) \(rows == 1 ? "references" : "reference") rows of \(key.parent) that are neither "
                        + "there nor in the plan (foreign key \(key.name))"))
        }
        return findings
    }

    private func missing(_ references: PlannedReference, _ session: borrowing Session) throws -> Int {
        let parents = try references.plannedParents()
        var rows = 0
        var unknown: [[String?]] = []
        try references.child.changes.forEachRecord { record in
            guard let values = references.newValues(of: record), !parents.added.contains(values.hashValue) else {
                return true
            }
            if parents.removed.contains(values.hashValue) {
                rows += 1
                return true
            }
            unknown.append(values)
            guard unknown.count >= Self.batch else { return true }
            rows += try count(unknown, notIn: references, session)
            unknown.removeAll(keepingCapacity: true)
            return true
        }
        return unknown.isEmpty ? rows : try rows + count(unknown, notIn: references, session)
    }

    private func count(
        _ values: [[String?]], notIn references: PlannedReference, _ session: borrowing Session
    ) throws -> Int {
        let names = references.columns.indices.map { SQL(raw: "seedd_v\($0 + 1)") }
        let arrays = references.columns.indices.map { index -> SQL in
            "pg_catalog.unnest(\(SQL.arrayLiteral(values.map { $0[index] }))::pg_catalog.text[])"
        }
        let rows = try session.rows(
            """
            SELECT pg_catalog.count(*) FROM ROWS FROM (\(arrays)) AS seedd_v (\(names))
            WHERE NOT EXISTS (SELECT FROM \(references.isThere(names)))
            """)
        return rows.first?[0].flatMap { Int($0) } ?? 0
    }
}
