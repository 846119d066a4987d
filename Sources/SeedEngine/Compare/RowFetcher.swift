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
    let events: any EventSink

    /// `kept`: inserts that mode `insert` leaves out, their keys being taken outside the filter.
    func fetch(_ candidates: Spool, _ pair: borrowing SessionPair) throws -> (changes: Spool, kept: Int) {
        var kept = 0
        var reader = Spool.Reader(candidates)
        var changes = SpoolWriter()
        var batch: [Candidate] = []
        var isLast = false
        let progress = RowProgress(.fetching, projection.source.table.name, of: candidates.count, events)
        defer { progress.end() }
        repeat {
            batch.removeAll(keepingCapacity: true)
            while batch.count < Self.batch, let bytes = try reader.next() { batch.append(Candidate(encoded: bytes)) }
            let read = batch.count
            try leaveOutTaken(&batch, pair.target)
            kept += read - batch.count
            progress.add(read)
            try fetch(batch, pair, into: &changes)
            isLast = read < Self.batch
        } while !isLast
        return (try changes.finish(), kept)
    }

    private func fetch(
        _ batch: [Candidate], _ pair: borrowing SessionPair, into changes: inout SpoolWriter
    ) throws {
        let fromSource = batch.filter { $0.kind != .delete }
        let fromTarget = batch.filter { $0.kind != .insert }
        try send(fromSource, projection.source, pair.source)
        try send(fromTarget, projection.target, pair.target)
        // Whatever the source has, a row that is there keeps these.
        let kept = projection.kept
        for candidate in batch {
            var after = candidate.kind == .delete ? nil : try line(pair.source)
            let before = candidate.kind == .insert ? nil : try line(pair.target)
            if let new = after, let old = before, !kept.isEmpty {
                after = CopyText.line(new, withFields: kept, of: old)
            }
            let record = ChangeRecord(
                kind: candidate.kind, beforeDigest: candidate.targetDigest, afterDigest: candidate.sourceDigest,
                before: before, after: after)
            try changes.append(record.encoded)
        }
        if !fromSource.isEmpty { try end(pair.source) }
        if !fromTarget.isEmpty { try end(pair.target) }
    }

    /// A row that the target has outside the filter is not the job's to write, and its key is taken: mode `insert` adds
    /// what is missing and leaves it, the others can't do what they promise.
    private func leaveOutTaken(_ batch: inout [Candidate], _ target: borrowing Session) throws {
        let inserts = batch.indices.filter { batch[$0].kind == .insert }
        guard !inserts.isEmpty, !projection.target.filters.isEmpty else { return }
        let codec = projection.codec
        let numbers = try target.rows(
            projection.keysTaken(projection.target, among: inserts.map { codec.decode(batch[$0].key) }))
        let taken = numbers.compactMap { row in row[0].flatMap { Int($0) }.map { inserts[$0 - 1] } }
        guard !taken.isEmpty else { return }
        guard projection.mode == .insert else { throw outsideFilter(taken.map { codec.decode(batch[$0].key) }) }
        let left = Set(taken)
        batch = batch.indices.filter { !left.contains($0) }.map { batch[$0] }
    }

    private func outsideFilter(_ keys: [[String?]]) -> SeedError {
        let names = projection.keyNames
        let list = keys.prefix(Self.named).map { key in
            zip(names, key).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", ")
        }
        return SeedError(
            .refused, "\(projection.target.table.name)",
            "\(keys.count) rows to insert exist in \(to) outside the filter, where nothing is touched",
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
