import Postgres
import SeedModel

/// What no constraint sees to of the references of a table, looked at before rows are read: a reference that leads
/// nowhere would look like none, and one that leads to two rows fails the statement.
struct ReferenceChecks {
    let projection: Projection
    let side: Projection.Side
    let environment: String

    func verify(_ session: borrowing Session) throws {
        for column in projection.columns {
            guard let reference = column.reference else { continue }
            let end = side.isSource ? reference.source : reference.target
            if !end.isUnique { try requireOne(reference, end, session) }
        }
        let references = projection.references
        let isDoubtful = references.contains { reference in
            !(side.isSource ? reference.source : reference.target).isEnforced
                || reference.mayHide(atSource: side.isSource)
        }
        guard isDoubtful else { return }
        for name in Set(references.flatMap { $0.held.map(\.column.name) }).sorted() {
            try requireAny(
                of: projection.columns.filter { $0.reference != nil && $0.heldIn.contains(name) }, name, session)
        }
    }

    private func requireOne(_ reference: Reference, _ end: Reference.Side, _ session: borrowing Session) throws {
        let columns = end.pairs.map { "seedd_p.\(ident: $0.parent)" as SQL }
        let rows = try session.rows(
            "SELECT FROM \(end.from("seedd_p")) GROUP BY \(columns) HAVING pg_catalog.count(*) > 1 LIMIT 1")
        guard !rows.isEmpty else { return }
        let names = end.pairs.map(\.parent).joined(separator: ", ")
        throw SeedError(
            .badData, "\(end.parent)",
            "several rows in \(environment) have the same (\(names)), by which \(reference.child) references them",
            hint: "make (\(names)) unique in \(environment)")
    }

    /// A column that holds something must be told by one of its references at least.
    private func requireAny(of columns: [ProjectedColumn], _ name: String, _ session: borrowing Session) throws {
        guard let reference = columns.first?.reference else { return }
        let isNowhere = columns.map { "\(side.value($0)) IS NULL" as SQL }
        let held: SQL = "\(side.alias).\(ident: name)"
        let rows = try session.rows(
            """
            SELECT \(held)::pg_catalog.text, pg_catalog.sum(pg_catalog.count(*)) OVER () FROM \(side.from)
            WHERE \(side.conditions + ["\(held) IS NOT NULL"] + isNowhere, separator: " AND ")
            GROUP BY 1 ORDER BY 1 LIMIT 10
            """)
        guard let count = rows.first?[1].flatMap({ Int($0) }) else { return }
        throw SeedError(
            .badData, "\(side.table.name)",
            "\(count.counted("row")) in \(environment) \(count == 1 ? "references" : "reference") rows by \(name) "
                + "that \(reference.target.parent) does not have there, or that its match key does not tell",
            hint: "correct the rows, or leave them out with `where:`",
            detail: rows.map { "\(name)=\($0[0] ?? "NULL")" }.joined(separator: "\n"))
    }
}
