import Postgres
import SeedModel

/// The tables of a snapshot in the database they go back into.
struct RollbackTables {
    let wanted: [SnapshotManifest.Table]
    let environment: String

    /// - Throws: `refused` where one of them is no table any more.
    func read(_ session: borrowing Session) throws -> Catalog {
        try session.send(CatalogReader.relations)
        let relations = try CatalogReader.receiveRelations(session).filter { [.table, .partitioned].contains($0.kind) }
        let names = Set(wanted.map(\.table))
        let found = relations.filter { names.contains($0.name) }
        let missing = names.subtracting(found.map(\.name)).sorted()
        guard missing.isEmpty else { throw refusal(missing, relations.map(\.name)) }
        return try CatalogReader.read(found, from: session)
    }

    private func refusal(_ missing: [TableName], _ there: [TableName]) -> SeedError {
        let near = Set(missing.compactMap { EditDistance.nearest(to: "\($0)", among: there.map(\.description)) })
        var hints = near.isEmpty ? [] : ["of a similar name: \(near.sorted().joined(separator: ", "))"]
        let others = wanted.map(\.table).filter { !missing.contains($0) }.sorted()
        if !others.isEmpty { hints.append("the others: " + others.map { "--table \($0)" }.joined(separator: " ")) }
        let verb = missing.count == 1 ? "is a table" : "are tables"
        return SeedError(
            .refused, missing.map(\.description).joined(separator: ", "),
            "\(verb) of the snapshot and no longer of \(environment)",
            hint: hints.isEmpty ? nil : hints.joined(separator: "; "))
    }
}
