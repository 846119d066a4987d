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
    /// The digests, a fifth of the work, are left out where they can't differ: the server says that it stored as many
    /// rows as were read, and nothing in either table, both of them locked, can make another row of one (`CopyEnd`).
    ///
    /// Returns the columns that a trigger set to the time of the copy.
    ///
    /// - Throws: `refused` when the target is not empty, or the rows are not as many as planned or not the source's.
    func copy(_ pair: borrowing SessionPair, _ events: any EventSink) throws -> Set<String> {
        guard let projection = plan.projection else { return [] }
        guard try pair.target.rows("SELECT FROM \(projection.target.from) LIMIT 1").isEmpty else {
            throw moved("was empty when the plan was made and has rows now")
        }
        return try pair.source.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            try requirePlannedSource(projection, pair.source)
            let doubt = try doubt(projection, pair)
            let rows = try stream(projection, pair, events)
            guard rows.read == plan.counts.insert else {
                throw moved("has \(rows.read) rows at the source; \(plan.counts.insert) were planned")
            }
            guard rows.stored == rows.read else { throw rewritten(projection) }
            let remark = doubt ?? "can't have got other rows than were sent"
            events.receive(
                .remark(
                    subject: "\(plan.target)",
                    message: "\(remark): it is \(doubt == nil ? "not " : "")hashed once copied"))
            guard doubt != nil else { return [] }
            let progress = RowProgress(.verifying, plan.target, of: rows.read, events)
            defer { progress.end() }
            return try compareDigests(projection, pair)
        }
    }

    /// A new connection may lead to another server than the plan's, whose transactions the watermark does not count.
    private func requirePlannedSource(_ projection: Projection, _ source: borrowing Session) throws {
        guard let mark = plan.watermark?.watermark else { return }
        let now = SourceHistory.text(try DatabaseIdentity.read(source), relation: projection.source.table.oid)
        guard now == mark.source, try TransactionHorizon.read(source).oldest >= mark.horizon else {
            throw SeedError(
                .tryAgain, "\(plan.source)",
                "is read from another server than it was planned from; nothing was written",
                hint: "run it again")
        }
    }

    /// Why the digests are needed; nil where the copy can only be the source's rows.
    private func doubt(_ projection: Projection, _ pair: borrowing SessionPair) throws -> String? {
        guard let source = Self.plainTable(projection) else { return "is no plain table at the source" }
        // A lock that goes with any right to read; the run holds a stronger one of the target. A change of type between
        // this transaction's snapshot and the lock rewrote the table, which then looks empty, or did not touch its rows.
        try pair.source.execute("SELECT FROM ONLY \(source) LIMIT 0")
        let from = try CopyEnd(plan.source, pair.source)
        return try CopyEnd(plan.target, pair.target).doubt(copying: plan.columns, from: from)
    }

    private func moved(_ problem: String) -> SeedError {
        SeedError(.refused, "\(plan.target)", "\(problem); nothing was written", hint: "plan again")
    }

    private func stream(
        _ projection: Projection, _ pair: borrowing SessionPair, _ events: any EventSink
    ) throws -> (read: Int, stored: Int) {
        let columns = projection.columns.map { "\(ident: $0.name)" as SQL }
        let into: SQL = "\(ident: plan.target.schema).\(ident: plan.target.name)"
        let progress = RowProgress(.copying, plan.target, of: plan.counts.insert, events)
        defer { progress.end() }
        return try pair.target.copyIn(
            "COPY \(into) (\(columns)) FROM STDIN", from: pair.source, Self.rows(projection, columns),
            onRows: progress.reached)
    }

    private static func rows(_ projection: Projection, _ columns: [SQL]) -> SQL {
        if let table = plainTable(projection) { return "COPY \(table) (\(columns)) TO STDOUT" }
        let values = projection.columns.map(projection.source.value)
        return "COPY (SELECT \(values) FROM \(projection.source.from)) TO STDOUT"
    }

    /// The source's name where a table's own columns are all that is wanted: its COPY is faster than that of a query.
    private static func plainTable(_ projection: Projection) -> SQL? {
        let table = projection.source.table
        guard table.kind == .table, projection.columns.allSatisfy({ $0.assignment == nil }) else { return nil }
        return "\(ident: table.name.schema).\(ident: table.name.name)"
    }
}
