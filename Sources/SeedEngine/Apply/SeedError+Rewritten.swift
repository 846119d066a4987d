import SeedModel

extension SeedError {
    /// Something in the target changed rows on their way into a table. `problem` says which, `columns` are those in which
    /// they differ, as far as that is known.
    static func rewritten(
        _ table: CatalogTable, _ problem: String, columns: [String], environment: String
    ) -> SeedError {
        let triggers = table.triggers.map(\.name)
        let list = columns.joined(separator: ", ")
        return SeedError(
            .refused, "\(table.name)",
            problem + (columns.isEmpty ? "" : ", in \(columns.count == 1 ? "column" : "columns") \(list)")
                + (triggers.isEmpty ? "" : " (triggers: \(triggers.joined(separator: ", ")))")
                + "; everything was rolled back",
            hint: columns.isEmpty ? nil : "`ignore: [\(list)]` leaves the columns to \(environment)")
    }
}
