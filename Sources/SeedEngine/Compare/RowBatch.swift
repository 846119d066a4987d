import Postgres
import SeedModel

/// Keys of one table whose rows are fetched in one statement of each server.
struct RowBatch {
    /// Keys an error names.
    private static let named = 10

    let projection: Projection
    private(set) var candidates: [Candidate] = []
    /// Whether the table has no more of them.
    let isLast: Bool
    /// Inserts that were left out.
    private(set) var kept = 0

    /// The next keys of `reader`, at most `limit`.
    init(
        _ projection: Projection, from reader: inout Spool.Reader, atMost limit: Int, to: String,
        _ target: borrowing Session
    ) throws {
        self.projection = projection
        while candidates.count < limit, let bytes = try reader.next() { candidates.append(Candidate(encoded: bytes)) }
        isLast = candidates.count < limit
        try leaveOutTaken(target, to: to)
    }

    /// New values, in the order of the keys; nil where there are none.
    var sourceRows: SQL? { rows(projection.source) { $0.kind != .delete } }

    /// Old values.
    var targetRows: SQL? { rows(projection.target) { $0.kind != .insert } }

    private func rows(_ side: Projection.Side, _ isThere: (Candidate) -> Bool) -> SQL? {
        let there = candidates.filter(isThere)
        guard !there.isEmpty else { return nil }
        let codec = projection.codec
        return projection.rows(side, withKeys: there.map { codec.decode($0.key) })
    }

    /// Reads the answers to both statements, which are next on their sessions.
    func receive(_ pair: borrowing SessionPair, into changes: inout SpoolWriter) throws {
        let hasSource = candidates.contains { $0.kind != .delete }
        let hasTarget = candidates.contains { $0.kind != .insert }
        if hasSource { try pair.source.beginCopyOut() }
        if hasTarget { try pair.target.beginCopyOut() }
        // Whatever the source has, a row that is there keeps these.
        let kept = projection.kept
        for candidate in candidates {
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
        if hasSource { try end(pair.source) }
        if hasTarget { try end(pair.target) }
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
    }

    private func rowsDiffer() -> SeedError {
        SeedError(
            .invariant, "\(projection.source.table.name)",
            "the rows fetched are not the rows compared; the match key's equality may not be its text's")
    }

    /// A row that the target has outside the filter is not the job's to write, and its key is taken: mode `insert` adds
    /// what is missing and leaves it, the others can't do what they promise.
    private mutating func leaveOutTaken(_ target: borrowing Session, to: String) throws {
        let inserts = candidates.indices.filter { candidates[$0].kind == .insert }
        guard !inserts.isEmpty, !projection.target.filters.isEmpty else { return }
        let codec = projection.codec
        let numbers = try target.rows(
            projection.keysTaken(projection.target, among: inserts.map { codec.decode(candidates[$0].key) }))
        let taken = numbers.compactMap { row in row[0].flatMap { Int($0) }.map { inserts[$0 - 1] } }
        guard !taken.isEmpty else { return }
        guard projection.mode == .insert else {
            throw outsideFilter(taken.map { codec.decode(candidates[$0].key) }, to: to)
        }
        let left = Set(taken)
        kept = left.count
        candidates = candidates.indices.filter { !left.contains($0) }.map { candidates[$0] }
    }

    private func outsideFilter(_ keys: [[String?]], to: String) -> SeedError {
        let names = projection.keyNames
        let list = keys.prefix(Self.named).map { key in
            zip(names, key).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", ")
        }
        return SeedError(
            .refused, "\(projection.target.table.name)",
            "\(keys.count.counted("row")) to insert \(keys.count == 1 ? "exists" : "exist") in \(to) outside the filter, where nothing is touched",
            hint: "change the rows in \(to), or widen `where:`", detail: list.joined(separator: "\n"))
    }
}
