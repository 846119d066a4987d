import Postgres
import SeedModel

/// Compares tables by digest, cheapest step first: one digest a table, then row digests of those that differ, then
/// the rows that changed.
struct TableComparer {
    let from: String
    let to: String
    let seed: Int64
    let streamsWholeTables: Bool
    /// Target tables whose rows are in the plan, also where the whole table would be streamed.
    let listed: Set<TableName>
    /// Target tables of which it is kept how rows were promoted last.
    let keeping: Set<TableName>
    let events: any EventSink

    init(
        from: String, to: String, seed: Int64, streamsWholeTables: Bool, listed: Set<TableName> = [],
        keeping: Set<TableName> = [], events: any EventSink
    ) {
        self.from = from
        self.to = to
        self.seed = seed
        self.streamsWholeTables = streamsWholeTables
        self.listed = listed
        self.keeping = keeping
        self.events = events
    }

    /// `likelyChanged`: tables that are taken to have changed; they skip the table digest.
    func compare(
        _ projections: [Projection], likelyChanged: Set<String>, _ pair: borrowing SessionPair
    ) throws -> [TablePlan] {
        for projection in projections where !projection.references.isEmpty {
            try projection.naming {
                try ReferenceChecks(projection: projection, side: projection.source, environment: from).verify(
                    pair.source)
                try ReferenceChecks(projection: projection, side: projection.target, environment: to).verify(
                    pair.target)
            }
        }
        var plans = [TablePlan?](repeating: nil, count: projections.count)
        // Without a unique index on both sides equal digests may hide equal duplicates.
        let unique = projections.indices.filter { index in
            let projection = projections[index]
            return projection.source.table.guaranteesUnique(projection.keyColumns)
                && projection.target.table.guaranteesUnique(projection.keyColumns)
        }
        if streamsWholeTables {
            let streamable = unique.filter {
                !listed.contains(projections[$0].target.table.name) && projections[$0].isItsOwn
            }
            let copies = try WholeCopy.plans(streamable.map { projections[$0] }, pair)
            for (index, plan) in zip(streamable, copies) { plans[index] = plan }
        }
        let quiet = unique.filter { index in
            plans[index] == nil && !likelyChanged.contains("\(projections[index].target.table.name)")
        }
        for (index, digests) in zip(quiet, try tableDigests(quiet.map { projections[$0] }, pair))
        where digests.source == digests.target {
            let rows = digests.source.rows
            let plan = TablePlan(
                projections[index], counts: ChangeCounts(unchanged: rows), sourceRows: rows, targetRows: rows)
            plans[index] = plan
            tell(plan, hashed: 2 * rows, bytes: digests.source.bytes + digests.target.bytes)
        }
        let differing = projections.indices.filter { plans[$0] == nil }
        for (index, plan) in zip(differing, try merge(differing.map { projections[$0] }, pair)) { plans[index] = plan }
        return plans.compactMap(\.self)
    }

    /// Puts the rows of tables that were to be streamed into the plan where they must be written in one statement with
    /// those of other tables.
    func unstream(
        _ plans: inout [TablePlan], foreignKeys: [CatalogForeignKey], _ pair: borrowing SessionPair
    ) throws {
        guard plans.contains(where: \.isWholeCopy) else { return }
        let graph = TableGraph(tables: plans.map(\.target), foreignKeys: foreignKeys)
        let entangled = WriteOrder.entangled(
            graph, counts: plans.map(\.counts),
            // Which columns the updates of parents change is not known here: any of them may be referenced.
            rekeyed: Set(graph.edges.filter { plans[$0.parent].counts.update > 0 }))
        let affected = plans.indices.filter { plans[$0].isWholeCopy && entangled.contains($0) }
        for (index, plan) in zip(affected, try merge(affected.compactMap { plans[$0].projection }, pair)) {
            let watermark = plans[index].watermark
            plans[index] = plan
            plans[index].watermark = watermark
        }
    }

    /// One message to each server for all tables; a few bytes a table come back.
    private func tableDigests(
        _ projections: [Projection], _ pair: borrowing SessionPair
    ) throws -> [(source: TableDigest, target: TableDigest)] {
        guard !projections.isEmpty else { return [] }
        try pair.source.send(
            .joined(projections.map { $0.tableDigest($0.source, seed: seed) }, separator: ";\n"))
        try pair.target.send(
            .joined(projections.map { $0.tableDigest($0.target, seed: seed) }, separator: ";\n"))
        var source: [TableDigest] = []
        var target: [TableDigest] = []
        for projection in projections {
            let progress = RowProgress(.comparing, projection.source.table.name, of: projection.expectedRows, events)
            defer { progress.end() }
            source.append(try projection.naming { try TableDigest(pair.source.nextRows()) })
            target.append(try projection.naming { try TableDigest(pair.target.nextRows()) })
        }
        try pair.source.finish()
        try pair.target.finish()
        return zip(source, target).map { ($0, $1) }
    }

    private func merge(_ projections: [Projection], _ pair: borrowing SessionPair) throws -> [TablePlan] {
        guard !projections.isEmpty else { return [] }
        try pair.source.send(
            .joined(projections.map { $0.rowDigests($0.source, seed: seed) }, separator: ";\n"))
        try pair.target.send(
            .joined(projections.map { $0.rowDigests($0.target, seed: seed) }, separator: ";\n"))
        var results: [(differ: Differ.Result, bytes: Int)] = []
        for projection in projections {
            let before = pair.bytesReceived
            let result = try projection.naming {
                try Differ(
                    projection: projection, from: from, to: to,
                    collectsLeft: keeping.contains(projection.target.table.name), events: events
                ).merge(pair)
            }
            results.append((result, pair.bytesReceived - before))
        }
        try pair.source.finish()
        try pair.target.finish()
        return try fetch(zip(projections, results).map { ($0, $1.differ, $1.bytes) }, pair)
    }

    /// The plans of tables whose differing keys are known, once their rows are fetched; `bytes` of each were shipped so
    /// far.
    func fetch(
        _ tables: [(projection: Projection, result: Differ.Result, bytes: Int)], _ pair: borrowing SessionPair
    ) throws -> [TablePlan] {
        var fetcher = RowFetcher(to: to, events: events)
        let fetched = try fetcher.fetch(tables.map { ($0.projection, $0.result.candidates) }, pair)
        return zip(tables, fetched).map { table, rows in
            let (projection, result, bytes) = table
            var counts = result.counts
            counts.insert -= rows.kept
            counts.unchanged += rows.kept
            var plan = TablePlan(
                projection, counts: counts, sourceRows: result.sourceRows, targetRows: result.targetRows,
                changes: ChangeLog(spool: rows.changes, keyCount: projection.keyCount))
            plan.left = result.left
            tell(plan, hashed: result.hashed, bytes: bytes + rows.bytes)
            return plan
        }
    }

    private func tell(_ plan: TablePlan, hashed: Int, bytes: Int) {
        events.receive(
            .tablePlanned(table: "\(plan.source)", counts: plan.counts, rowsHashed: hashed, bytesShipped: bytes))
    }
}
