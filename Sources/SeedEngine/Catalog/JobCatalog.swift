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
        var source = SourceCatalog(Catalog(), encoding: nil)
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
        let (pairs, findings) = tables.resolve(job.tables, from: job.from, to: to)

        // All tables of the job: those that are selected may reference others.
        try CatalogReader.send(pairs.map(\.source), to: pair.source)
        try CatalogReader.send(pairs.map(\.target), to: pair.target)
        let source = try CatalogReader.receive(pairs.map(\.source), from: pair.source)
        let target = try CatalogReader.receive(pairs.map(\.target), from: pair.target)
        return try resolve(
            pairs, findings, source: SourceCatalog(source, encoding: pair.source.reported("server_encoding")),
            target: target, pair.target)
    }

    /// The same with what an earlier plan read of the source, which is not asked.
    func read(_ source: SourceCatalog, _ target: borrowing Session) throws -> Resolved {
        let tables = TablePairs(
            source: source.tables,
            target: try target.rows(CatalogReader.relations).compactMap(CatalogTable.init(relationRow:)))
        let (pairs, findings) = tables.resolve(job.tables, from: job.from, to: to)
        return try resolve(
            pairs, findings, source: source, target: try CatalogReader.read(pairs.map(\.target), from: target), target)
    }

    private func resolve(
        _ named: [TablePair], _ missing: [Finding], source: SourceCatalog, target: Catalog,
        _ session: borrowing Session
    ) throws -> Resolved {
        var (pairs, findings) = (named, missing)
        let selected = Set(
            try TableSelection(options.tables, job: job.name).select(from: pairs).map(\.target.name))
        var resolved = Resolved()
        resolved.source = source
        resolved.target = target
        let sourceTables = source.catalog.tables
        for index in pairs.indices {
            pairs[index].source = sourceTables[pairs[index].source.name] ?? pairs[index].source
            pairs[index].target = target.tables[pairs[index].target.name] ?? pairs[index].target
            pairs[index].take(target.foreignKeys)
        }

        let references = JobReferences(pairs, source: source.foreignKeys, target: target.foreignKeys)
        findings += references.findings
        pairs = pairs.filter { selected.contains($0.target.name) }

        let encoding = session.reported("server_encoding")
        let touched = try TouchedTable.read(job: job.name, session)
        var projections: [Projection] = []
        for pair in try narrowed(pairs) {
            let comparability = Comparability(
                pair, references: references, from: job.from, to: to, filters: options.filters,
                sortsThroughUTF8: (Self.sortsThroughUTF8(source.encoding), Self.sortsThroughUTF8(encoding)),
                hashesThroughUTF8: source.encoding != encoding, touched: touched[pair.target.name] ?? [])
            findings += comparability.findings
            if var projection = comparability.projection {
                projection.select(options.only)
                projections.append(projection)
            }
        }
        findings += try triggerFindings(pairs, session)
        let graph = TableGraph(tables: projections.map(\.target.table.name), foreignKeys: target.foreignKeys)
        resolved.projections = graph.parentsFirst.flatMap(\.self).map { projections[$0] }
        resolved.pairs = pairs
        resolved.findings = findings
        resolved.foreignKeys = target.foreignKeys
        return resolved
    }

    private func triggerFindings(_ pairs: [TablePair], _ target: borrowing Session) throws -> [Finding] {
        let asks = pairs.contains { $0.rule.triggers == .replica }
        let replica = asks ? try ReplicaRole.read(target) : nil
        return pairs.flatMap { TriggerCheck(pair: $0, to: to, replica: replica).findings }
    }

    /// Encodings whose bytes sort like UTF-8's code points; elsewhere text is sorted by its UTF-8 form.
    static func sortsThroughUTF8(_ encoding: String?) -> Bool {
        !["UTF8", "SQL_ASCII", "LATIN1"].contains(encoding ?? "UTF8")
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
