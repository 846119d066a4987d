import Postgres
import SeedModel

/// Fetches the rows of the keys that differ, new values from the source and old ones from the target.
struct RowFetcher {
    /// Keys a query; both servers look up a batch at the same time.
    private static let batch = 4000

    let projection: Projection

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
