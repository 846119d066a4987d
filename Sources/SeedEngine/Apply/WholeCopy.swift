import Postgres
import SeedModel

/// Fills an empty target table from the source, row stream to row stream.
struct WholeCopy {
    let plan: TablePlan
    let seed: Int64

    /// Runs `copy` with the table known to be empty, and compares the digest of the whole table afterwards.
    func verified(_ target: borrowing Session, _ copy: () throws -> Void) throws {
        guard let projection = plan.projection, let planned = plan.wholeCopy else { return }
        let isEmpty = try target.rows("SELECT FROM \(projection.target.from) LIMIT 1").isEmpty
        guard isEmpty else {
            throw SeedError(
                .refused, "\(plan.target)", "was empty when the plan was made and has rows now; nothing was written",
                hint: "plan again")
        }
        try copy()
        let rows = try target.rows(projection.tableDigest(projection.target, seed: seed))
        let found = TableDigest(rows: rows.first?[0].flatMap { Int($0) } ?? 0, sum: rows.first?[1] ?? "0")
        guard found != planned else { return }
        throw SeedError(
            .refused, "\(plan.target)",
            "holds other rows than were planned (\(found.rows) of \(planned.rows)); everything was rolled back",
            hint: "the source was written to, or a trigger changes rows; plan again, see `seedd check`")
    }

    /// Streams the source's rows into the target's table.
    func stream(_ pair: borrowing SessionPair) throws {
        guard let projection = plan.projection else { return }
        let columns = projection.columns.map { "\(ident: $0.name)" as SQL }
        let values = projection.columns.map(projection.source.value)
        let into: SQL = "\(ident: plan.target.schema).\(ident: plan.target.name)"
        try pair.target.copyIn("COPY \(into) (\(columns)) FROM STDIN") { send in
            try pair.source.copyOut(
                "COPY (SELECT \(values) FROM \(projection.source.from)\(projection.source.whereClause)) TO STDOUT",
                send)
        }
    }
}
