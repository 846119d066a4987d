import Postgres
import SeedModel

/// Fills an empty target table from the source, row stream to row stream.
struct WholeCopy {
    /// Rows from which it is worth a path of its own.
    private static let minimumRows = 20_000

    let plan: TablePlan
    let seed: Int64

    /// A plan for each table that is empty on the target and large at the source; nil for the others.
    static func plans(_ projections: [Projection], _ pair: borrowing SessionPair) throws -> [TablePlan?] {
        let isEmpty = try flags(
            projections.map { "SELECT NOT EXISTS (SELECT FROM \($0.target.from))" }, pair.target)
        let candidates = projections.indices.filter { index in
            isEmpty[index] && (projections[index].source.table.rowEstimate ?? minimumRows) >= minimumRows / 2
                && projections[index].source.filters.isEmpty
        }
        var plans = [TablePlan?](repeating: nil, count: projections.count)
        for index in candidates {
            let projection = projections[index]
            let count = try pair.source.rows("SELECT pg_catalog.count(*) FROM \(projection.source.from)")
            guard let rows = count.first?[0].flatMap({ Int($0) }), rows >= minimumRows else { continue }
            plans[index] = TablePlan(
                projection, counts: ChangeCounts(insert: rows), sourceRows: rows, targetRows: 0, isWholeCopy: true)
        }
        return plans
    }

    private static func flags(_ queries: [SQL], _ session: borrowing Session) throws(PostgresError) -> [Bool] {
        guard !queries.isEmpty else { return [] }
        try session.send(.joined(queries, separator: ";\n"))
        var flags: [Bool] = []
        while let rows = try session.nextRows() { flags.append(rows.first?[0] == "t") }
        return flags
    }

    /// Streams the rows, then compares the digests of both tables: the source's from the snapshot that was streamed.
    ///
    /// - Throws: `refused` when the target is not empty, or the rows are not as many as planned or not the source's.
    func copy(_ pair: borrowing SessionPair, _ events: any EventSink) throws {
        guard let projection = plan.projection else { return }
        guard try pair.target.rows("SELECT FROM \(projection.target.from) LIMIT 1").isEmpty else {
            throw moved("was empty when the plan was made and has rows now")
        }
        try pair.source.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            let rows = try stream(projection, pair, events)
            guard rows == plan.counts.insert else {
                throw moved("has \(rows) rows at the source; \(plan.counts.insert) were planned")
            }
            let progress = RowProgress(.verifying, plan.target, of: rows, events)
            defer { progress.end() }
            try pair.source.send(projection.tableDigest(projection.source, seed: seed))
            try pair.target.send(projection.tableDigest(projection.target, seed: seed))
            let source = try TableDigest(pair.source.nextRows())
            let target = try TableDigest(pair.target.nextRows())
            try pair.source.finish()
            try pair.target.finish()
            guard source != target else { return }
            throw SeedError(
                .refused, "\(plan.target)", "holds other rows than were copied; everything was rolled back",
                hint: "a trigger or rule changes rows on their way; see `seedd check`")
        }
    }

    private func moved(_ problem: String) -> SeedError {
        SeedError(.refused, "\(plan.target)", "\(problem); nothing was written", hint: "plan again")
    }

    private func stream(
        _ projection: Projection, _ pair: borrowing SessionPair, _ events: any EventSink
    ) throws -> Int {
        let columns = projection.columns.map { "\(ident: $0.name)" as SQL }
        let into: SQL = "\(ident: plan.target.schema).\(ident: plan.target.name)"
        let progress = RowProgress(.copying, plan.target, of: plan.counts.insert, events)
        defer { progress.end() }
        let before = pair.source.rowsReceived
        return try pair.target.copyIn("COPY \(into) (\(columns)) FROM STDIN") { send in
            try pair.source.copyOut(Self.rows(projection, columns), chunk: 1 << 18) { rows in
                try send(rows)
                progress.reached(pair.source.rowsReceived - before)
            }
        }
    }

    /// COPY of a table is faster than COPY of a query, where a table's own columns are all that is wanted.
    private static func rows(_ projection: Projection, _ columns: [SQL]) -> SQL {
        let table = projection.source.table
        guard table.kind == .table, projection.columns.allSatisfy({ $0.assignment == nil }) else {
            let values = projection.columns.map(projection.source.value)
            return "COPY (SELECT \(values) FROM \(projection.source.from)) TO STDOUT"
        }
        return "COPY \(ident: table.name.schema).\(ident: table.name.name) (\(columns)) TO STDOUT"
    }
}
