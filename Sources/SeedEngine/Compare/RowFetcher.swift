import Postgres
import SeedModel

/// Fetches the rows of the keys that differ, new values from the source and old ones from the target.
struct RowFetcher {
    /// Keys a query; both servers look up a batch at the same time.
    private static let batch = 4000

    /// Keys an error names.
    private static let named = 10

    let projection: Projection
    let to: String

    func fetch(_ candidates: Spool, _ pair: borrowing SessionPair) throws -> Spool {
        var reader = Spool.Reader(candidates)
        var changes = SpoolWriter()
        var batch: [Candidate] = []
        repeat {
            batch.removeAll(keepingCapacity: true)
            while batch.count < Self.batch, let bytes = try reader.next() { batch.append(Candidate(encoded: bytes)) }
            try fetch(batch, pair, into: &changes)
        } while batch.count == Self.batch
        return try changes.finish()
    }

    private func fetch(
        _ batch: [Candidate], _ pair: borrowing SessionPair, into changes: inout SpoolWriter
    ) throws {
        let fromSource = batch.filter { $0.kind != .delete }
        let fromTarget = batch.filter { $0.kind != .insert }
        try refuseOutsideFilter(batch.filter { $0.kind == .insert }, pair.target)
        try send(fromSource, projection.source, pair.source)
        try send(fromTarget, projection.target, pair.target)
        for candidate in batch {
            let after = candidate.kind == .delete ? nil : try line(pair.source)
            let before = candidate.kind == .insert ? nil : try line(pair.target)
            let record = ChangeRecord(
                kind: candidate.kind, beforeDigest: candidate.targetDigest, afterDigest: candidate.sourceDigest,
                before: before, after: after)
            try changes.append(record.encoded)
        }
        if !fromSource.isEmpty { try end(pair.source) }
        if !fromTarget.isEmpty { try end(pair.target) }
    }

    /// A row that the target has outside the filter is not the job's to write, and its key is taken.
    private func refuseOutsideFilter(_ inserts: [Candidate], _ target: borrowing Session) throws {
        guard !inserts.isEmpty, !projection.target.filters.isEmpty else { return }
        let codec = projection.codec
        let taken = try target.rows(
            projection.keysTaken(projection.target, among: inserts.map { codec.decode($0.key) }))
        guard !taken.isEmpty else { return }
        let names = projection.keyNames
        let list = taken.prefix(Self.named).map { key in
            zip(names, key).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", ")
        }
        throw SeedError(
            .refused, "\(projection.target.table.name)",
            "\(taken.count) rows to insert exist in \(to) outside the filter, where nothing is touched",
            hint: "change the rows in \(to), or widen `where:`", detail: list.joined(separator: "\n"))
    }

    private func send(_ batch: [Candidate], _ side: Projection.Side, _ session: borrowing Session) throws {
        guard !batch.isEmpty else { return }
        let codec = projection.codec
        try session.send(projection.rows(side, withKeys: batch.map { codec.decode($0.key) }))
        try session.beginCopyOut()
    }

    /// The next row without its newline. There is one for each key, in the order of the keys: same snapshot.
    private func line(_ session: borrowing Session) throws -> [UInt8] {
        var line: [UInt8] = []
        guard try session.copyRow(into: &line) else { throw rowsDiffer() }
        line.removeLast()
        return line
    }

    private func end(_ session: borrowing Session) throws {
        var rest: [UInt8] = []
        guard try !session.copyRow(into: &rest) else { throw rowsDiffer() }
        try session.finish()
    }

    private func rowsDiffer() -> SeedError {
        SeedError(
            .invariant, "\(projection.source.table.name)",
            "the rows fetched are not the rows compared; the match key's equality may not be its text's")
    }
}
