import SeedModel

extension SeedError {
    /// Something in the target changed rows on their way into a table. `problem` says which, `columns` are those in which
    /// they differ, as far as that is known.
    static func rewritten(
        _ projection: Projection, _ problem: String, columns: [String], environment: String
    ) -> SeedError {
        let table = projection.target.table
        let triggers = table.meddlers(under: projection.triggers)
        let list = columns.joined(separator: ", ")
        return SeedError(
            .refused, "\(table.name)",
            problem + (columns.isEmpty ? "" : ", in \(columns.count == 1 ? "column" : "columns") \(list)")
                + (triggers.isEmpty ? "" : " (triggers: \(triggers.joined(separator: ", ")))")
                + "; everything was rolled back",
            hint: columns.isEmpty ? nil : "`ignore: [\(list)]` leaves the columns to \(environment)")
    }
}
