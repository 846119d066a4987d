import SeedModel

extension SchemaDrift {
    /// `hasOthers`: the snapshot has other tables, which may be taken back without this one.
    ///
    /// Throws `refused` where a column of the match key `key` is gone: no row is known by what is left.
    func requireKey(_ key: [String], of table: TableName, hasOthers: Bool) throws(SeedError) {
        let problems = key.compactMap { name in
            gone.contains { $0.name == name }
                ? "column \(name) is gone"
                : generated.contains(name) ? "column \(name) is computed by the database now" : nil
        }
        guard !problems.isEmpty else { return }
        throw SeedError(
            .refused, "\(table)",
            "has lost its match key (\(key.joined(separator: ", "))) since the snapshot: "
                + problems.joined(separator: ", "),
            hint: "rename the column back if it was renamed, or restore by hand (docs/SNAPSHOT_FORMAT.md)"
                + (hasOthers ? ", or take back the other tables with --table" : ""))
    }

    /// - Throws: `refused` where rows are to be put back without a value that the table now asks for.
    func requireValues(forInserts inserts: Int, into table: TableName) throws(SeedError) {
        let required = added.filter { !$0.mayBeOmitted }.map(\.name)
        guard inserts > 0, !required.isEmpty else { return }
        let columns = required.count == 1 ? "column" : "columns"
        let verb = required.count == 1 ? "is" : "are"
        throw SeedError(
            .refused, "\(table)",
            "\(inserts.counted("row")) can't be put back: \(columns) \(required.joined(separator: ", ")), added since the "
                + "snapshot, \(verb) NOT NULL and without a default",
            hint: "ALTER TABLE \(table.quoted) ALTER COLUMN \(Identifier.quotedIfNeeded(required[0])) SET DEFAULT …, "
                + "or leave those rows out with --only")
    }
}
