import Postgres
import SeedModel

/// What a job's rules mean in the two databases at hand.
struct JobCatalog {
    struct Resolved {
        /// Parents before children.
        var projections: [Projection] = []
        /// Every table of the job that is on both sides, those that can't be compared too.
        var pairs: [TablePair] = []
        var findings: [Finding] = []
        var foreignKeys: [CatalogForeignKey] = []
        var source = Catalog()
        var target = Catalog()

        /// By target table.
        var rules: [TableName: TableRule] {
            Dictionary(pairs.map { ($0.target.name, $0.rule) }, uniquingKeysWith: { first, _ in first })
        }
    }

    let job: Job
    let to: String
    let options: Planner.Options

    /// Two rounds of catalog queries, whatever the number of tables; both servers answer at once.
    func read(_ pair: borrowing SessionPair) throws -> Resolved {
        try pair.source.send(CatalogReader.relations)
        try pair.target.send(CatalogReader.relations)
        let tables = TablePairs(
            source: try CatalogReader.receiveRelations(pair.source),
            target: try CatalogReader.receiveRelations(pair.target))
        var (pairs, findings) = tables.resolve(job.tables, from: job.from, to: to)
        let selected = Set(
            try TableSelection(options.tables, job: job.name).select(from: pairs).map(\.target.name))

        // All tables of the job: those that are selected may reference others.
        try CatalogReader.send(pairs.map(\.source), to: pair.source)
        try CatalogReader.send(pairs.map(\.target), to: pair.target)
        var resolved = Resolved()
        resolved.source = try CatalogReader.receive(pairs.map(\.source), from: pair.source)
        resolved.target = try CatalogReader.receive(pairs.map(\.target), from: pair.target)
        for index in pairs.indices {
            pairs[index].source = resolved.source.tables[pairs[index].source.name] ?? pairs[index].source
            pairs[index].target = resolved.target.tables[pairs[index].target.name] ?? pairs[index].target
            pairs[index].take(resolved.target.foreignKeys)
        }

        let references = JobReferences(
            pairs, source: resolved.source.foreignKeys, target: resolved.target.foreignKeys)
        findings += references.findings
        pairs = pairs.filter { selected.contains($0.target.name) }

        let sortsThroughUTF8 = (Self.sortsThroughUTF8(pair.source), Self.sortsThroughUTF8(pair.target))
        let encodingsDiffer = pair.source.reported("server_encoding") != pair.target.reported("server_encoding")
        let touched = try TouchedTable.read(job: job.name, pair.target)
        var projections: [Projection] = []
        for pair in try narrowed(pairs) {
            let comparability = Comparability(
                pair, references: references, from: job.from, to: to, filters: options.filters,
                sortsThroughUTF8: sortsThroughUTF8, hashesThroughUTF8: encodingsDiffer,
                touched: touched[pair.target.name] ?? [])
            findings += comparability.findings
            if var projection = comparability.projection {
                projection.select(options.only)
                projections.append(projection)
            }
        }
        findings += try triggerFindings(pairs, pair.target)
        let graph = TableGraph(tables: projections.map(\.target.table.name), foreignKeys: resolved.target.foreignKeys)
        resolved.projections = graph.parentsFirst.flatMap(\.self).map { projections[$0] }
        resolved.pairs = pairs
        resolved.findings = findings
        resolved.foreignKeys = resolved.target.foreignKeys
        return resolved
    }

    private func triggerFindings(_ pairs: [TablePair], _ target: borrowing Session) throws -> [Finding] {
        let asks = pairs.contains { $0.rule.triggers == .replica }
        let replica = asks ? try ReplicaRole.read(target) : nil
        return pairs.flatMap { TriggerCheck(pair: $0, to: to, replica: replica).findings }
    }

    /// Encodings whose bytes sort like UTF-8's code points; elsewhere text is sorted by its UTF-8 form.
    static func sortsThroughUTF8(_ session: borrowing Session) -> Bool {
        !["UTF8", "SQL_ASCII", "LATIN1"].contains(session.reported("server_encoding") ?? "UTF8")
    }

    /// With `--only`, tables without the column have no row of that key and are left out.
    private func narrowed(_ pairs: [TablePair]) throws -> [TablePair] {
        for (column, _) in options.only where !pairs.contains(where: { $0.target.column(column) != nil }) {
            let columns = Set(pairs.flatMap { $0.target.columns.map(\.name) })
            throw SeedError(
                .notFound, "--only \(column)", "no table of job \(job.name) has this column",
                hint: EditDistance.hint(for: column, among: columns.sorted()))
        }
        return pairs.filter { pair in
            options.only.allSatisfy { pair.source.column($0.column) != nil && pair.target.column($0.column) != nil }
        }
    }
}
