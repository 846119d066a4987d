import SeedModel

extension Comparability {
    /// A right on some columns is enough to see the table, and too little for a COPY that names another.
    mutating func checkReadable(_ compared: [ProjectedColumn]) {
        let read = Set(compared.filter { $0.assignment == nil }.flatMap(\.heldIn))
        check(pair.source, in: from) { read.contains($0.name) }
        // A snapshot keeps what is not compared as well.
        check(pair.target, in: to) { !$0.isGenerated }
    }

    private mutating func check(
        _ table: CatalogTable, in environment: String, _ isNeeded: (CatalogColumn) -> Bool
    ) {
        // Without any right the table as a whole is a finding already.
        guard table.privileges.select else { return }
        let missing = table.columns.filter { !$0.isReadable && isNeeded($0) }
            .map { Identifier.quotedIfNeeded($0.name) }.joined(separator: ", ")
        guard !missing.isEmpty else { return }
        add(
            .privilege, .error, "no SELECT on \(missing) in \(environment)",
            remedy: table.privileges.grant("SELECT (\(missing))", on: table.name.quoted))
    }
}
