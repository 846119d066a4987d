import SeedModel

extension SeedError {
    /// Something in the target changed rows on their way into a table. `problem` says which, `columns` are those in which
    /// they differ, as far as that is known. Where the table has nothing that acts, something of one of those `written`
    /// with it does.
    static func rewritten(
        _ projection: Projection, _ problem: String, columns: [String], environment: String, written: [Projection] = []
    ) -> SeedError {
        let table = projection.target.table
        let own = table.meddlers(under: projection.triggers)
        let others = own.isEmpty ? written.filter { !$0.meddlers.isEmpty } : []
        let triggers = own + others.flatMap { other in other.meddlers.map { "\($0) of \(other.target.table.name)" } }
        let list = columns.joined(separator: ", ")
        return SeedError(
            .refused, "\(table.name)",
            problem + (columns.isEmpty ? "" : ", in \(columns.count == 1 ? "column" : "columns") \(list)")
                + (triggers.isEmpty ? "" : " (triggers: \(triggers.joined(separator: ", ")))")
                + "; everything was rolled back",
            hint: hint(ignoring: list, environment, others.map { "\($0.target.table.name)" }))
    }

    private static func hint(ignoring columns: String, _ environment: String, _ others: [String]) -> String? {
        let ignoring = columns.isEmpty ? nil : "`ignore: [\(columns)]` leaves the columns to \(environment)"
        guard !others.isEmpty else { return ignoring }
        let replica = "`triggers: replica` of \(others.joined(separator: ", ")) keeps their triggers from it"
        return [replica, ignoring].compactMap(\.self).joined(separator: "; or ")
    }
}

extension Projection {
    /// Triggers and rules that act on what is written to the table.
    fileprivate var meddlers: [String] { target.table.meddlers(under: triggers) }
}
