import Postgres
import SeedModel

/// Looks for rows of a live table that share a match key: which of them a saved row belongs to, nothing tells.
struct DuplicateKeys {
    let projection: Projection
    let environment: String

    private var side: Projection.Side { projection.target }

    /// Costs nothing where a unique index keeps the key.
    ///
    /// - Throws: `refused` with up to five of the keys in its detail.
    func refuse(_ session: borrowing Session) throws {
        guard !side.table.guaranteesUnique(projection.keyNames) else { return }
        let key = projection.key.map { "\($0.text($0.value(side.alias))) COLLATE \"C\"" as SQL }
        let rows = try session.rows(
            """
            SELECT pg_catalog.count(*) OVER (), \(key) FROM \(side.from)\(side.whereClause)
            GROUP BY \(key) HAVING pg_catalog.count(*) > 1 LIMIT 5
            """)
        guard let count = rows.first?[0].flatMap({ Int($0) }) else { return }
        let names = projection.keyNames
        throw SeedError(
            .refused, "\(side.table.name)",
            "\(count.counted("value")) of the match key (\(names.joined(separator: ", "))) "
                + "\(count == 1 ? "has" : "have") several rows in \(environment)",
            hint: "remove the rows that are too many; CREATE UNIQUE INDEX ON \(side.table.name.quoted) "
                + "(\(names.map(Identifier.quotedIfNeeded).joined(separator: ", "))) keeps it so",
            detail: rows.map { row in
                zip(names, row.dropFirst()).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", ")
            }.joined(separator: "\n"))
    }
}
