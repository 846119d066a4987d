import Postgres
import SeedModel

/// A job's tables as one target has them, resolved without its source, which need not be there for a snapshot.
struct TargetTables {
    let job: Job
    let to: String
    /// Globs of table names, as the job writes them; empty is all tables of the job.
    let tables: [String]

    /// What is to be saved of each table, parents first.
    func contents(_ session: borrowing Session) throws -> [SnapshotContent] {
        try session.send(CatalogReader.relations)
        let relations = try CatalogReader.receiveRelations(session)
        let resolver = TablePairs(source: relations.map(nameAtSource), target: relations)
        var (pairs, findings) = resolver.resolve(job.tables, from: to, to: to)
        let selected = Set(try TableSelection(tables, job: job.name).select(from: pairs).map(\.target.name))
        let catalog = try CatalogReader.read(pairs.map(\.target), from: session)
        for index in pairs.indices {
            guard let table = catalog.tables[pairs[index].target.name] else { continue }
            pairs[index].source = renamed(table, pairs[index].source.name)
            pairs[index].target = table
            pairs[index].take(catalog.foreignKeys)
        }
        let references = JobReferences(pairs, source: [], target: catalog.foreignKeys)
        let sortsThroughUTF8 = JobCatalog.sortsThroughUTF8(session.reported("server_encoding"))
        let touched = try TouchedTable.read(job: job.name, session)
        var projections: [Projection] = []
        for pair in pairs where selected.contains(pair.target.name) {
            let comparability = Comparability(
                pair, references: references, from: to, to: to, filters: [],
                sortsThroughUTF8: (sortsThroughUTF8, sortsThroughUTF8), hashesThroughUTF8: false,
                touched: touched[pair.target.name] ?? [])
            findings += comparability.findings
            if let projection = comparability.projection { projections.append(projection) }
        }
        // Of both sides, which are one here.
        var told: [Finding] = []
        for finding in findings where !told.contains(finding) { told.append(finding) }
        if let error = SeedError(findings: told) { throw error }
        let graph = TableGraph(tables: projections.map(\.target.table.name), foreignKeys: catalog.foreignKeys)
        return graph.parentsFirst.flatMap(\.self).map { SnapshotContent(projections[$0]) }
    }

    /// Rules name tables as the source does.
    private func nameAtSource(_ table: CatalogTable) -> CatalogTable {
        let rule = job.tables.first { $0.rename.map(TableName.init(text:)) == table.name }
        return rule.map { renamed(table, TableName(text: $0.name)) } ?? table
    }

    private func renamed(_ table: CatalogTable, _ name: TableName) -> CatalogTable {
        var table = table
        table.name = name
        return table
    }
}
