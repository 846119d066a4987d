import Postgres
import SeedModel

/// Compares the keys of both sides: what is gone at the source, and what the target lost.
///
/// Keys fall into buckets by their digest, and only those of buckets that differ are shipped.
struct KeySets {
    /// A power of two: the last bits of a digest are a key's bucket.
    private static let buckets = 1024
    /// Keys that are looked up at a time.
    private static let batch = 4000

    let projection: Projection
    let reading: TableReading
    let seed: Int64

    /// Adds to the candidates that were found those that only the keys tell of, in key order.
    func complete(_ found: inout CandidateRows.Found, _ pair: borrowing SessionPair) throws {
        let condition = try differingBuckets(pair)
        try pair.source.send(keys(projection.source, condition))
        try pair.target.send(keys(projection.target, condition))
        try pair.source.beginCopyOut()
        try pair.target.beginCopyOut()
        var source = DigestCursor(codec: projection.codec)
        var target = DigestCursor(codec: projection.codec)
        var written = CandidateReader(found.candidates)
        var differing = SpoolWriter()
        try written.advance()
        var hasSource = try source.advance(pair.source)
        var hasTarget = try target.advance(pair.target)
        while hasSource || hasTarget {
            let order = !hasTarget ? -1 : !hasSource ? 1 : KeyCodec.compare(source.key, target.key)
            let key = order > 0 ? target.key : source.key
            while let earlier = written.candidate, KeyCodec.compare(earlier.key, key) < 0 {
                try differing.append(earlier.encoded)
                try written.advance()
            }
            if order > 0, projection.mode == .mirror {
                try differing.append(Candidate(.delete, key: key).encoded)
            } else if order < 0, written.candidate?.key != key {
                try differing.append(Candidate(.insert, key: key).encoded)
            }
            if order <= 0 { hasSource = try source.advance(pair.source) }
            if order >= 0 { hasTarget = try target.advance(pair.target) }
        }
        while let later = written.candidate {
            try differing.append(later.encoded)
            try written.advance()
        }
        try pair.source.finish()
        try pair.target.finish()
        try fill(in: try differing.finish(), &found, pair)
    }

    private func keys(_ side: Projection.Side, _ condition: (Projection.Side) -> [SQL]) -> SQL {
        """
        COPY (SELECT \(projection.key.map { $0.shippedKey(side.value($0)) }), 0::pg_catalog.int8
        FROM \(side.from)\(SQL.whereClause(side.conditions + condition(side)))
        ORDER BY \(projection.order(side))) TO STDOUT (FORMAT binary)
        """
    }

    private func bucket(_ side: Projection.Side) -> SQL {
        "(\(projection.keyDigest(seed: seed, side)) & \(Self.buckets - 1))"
    }

    /// A condition for the keys whose buckets differ; none where most do.
    private func differingBuckets(_ pair: borrowing SessionPair) throws -> (Projection.Side) -> [SQL] {
        try pair.source.send(buckets(projection.source))
        try pair.target.send(buckets(projection.target))
        let source = try pair.source.nextRows() ?? []
        let target = try pair.target.nextRows() ?? []
        try pair.source.finish()
        try pair.target.finish()
        var digests: [String: [String?]] = [:]
        for row in source { digests[row[0] ?? ""] = row }
        var differing = Set(digests.keys)
        for row in target {
            let bucket = row[0] ?? ""
            if digests[bucket] == row { differing.remove(bucket) } else { differing.insert(bucket) }
        }
        guard differing.count < Self.buckets / 2 else { return { _ in [] } }
        let list = SQL.arrayLiteral(differing.sorted())
        return { side in ["\(bucket(side)) = ANY (\(list)::pg_catalog.int8[])"] }
    }

    /// `OFFSET 0` keeps the planner from sorting whole rows.
    private func buckets(_ side: Projection.Side) -> SQL {
        """
        SELECT digest & \(Self.buckets - 1), pg_catalog.count(*), pg_catalog.sum(digest) FROM (
            SELECT \(projection.keyDigest(seed: seed, side)) AS digest
            FROM \(side.from)\(side.whereClause) OFFSET 0) AS seedd_keys GROUP BY 1
        """
    }

    /// The digests of rows of which only the keys were read.
    private func fill(
        in candidates: Spool, _ found: inout CandidateRows.Found, _ pair: borrowing SessionPair
    ) throws {
        var reader = Spool.Reader(candidates)
        var complete = SpoolWriter()
        var batch: [Candidate] = []
        var isLast = false
        repeat {
            batch.removeAll(keepingCapacity: true)
            while batch.count < Self.batch, let bytes = try reader.next() { batch.append(Candidate(encoded: bytes)) }
            isLast = batch.count < Self.batch
            found.lateStamps += try lateStamps(among: batch, pair.source)
            try fill(&batch, .delete, \.targetDigest, projection.target, pair.target)
            try fill(&batch, .insert, \.sourceDigest, projection.source, pair.source)
            for candidate in batch { try complete.append(candidate.encoded) }
        } while !isLast
        found.candidates = try complete.finish()
    }

    /// Rows that were found by their keys alone, because their stamps did not tell of them.
    private func lateStamps(among batch: [Candidate], _ source: borrowing Session) throws -> Int {
        let keys = batch.filter { $0.kind == .insert && $0.sourceDigest == 0 }.map(\.key)
        guard !keys.isEmpty, reading.watched?.mark != nil else { return 0 }
        let codec = projection.codec
        let (list, join) = projection.joining(keys.map { codec.decode($0) }, projection.source)
        let rows = try source.rows(
            """
            SELECT pg_catalog.sum(\(reading.isLate(projection.source.alias)))
            FROM \(list) JOIN \(projection.source.from) ON \(join)
            """)
        return rows.first?[0].flatMap { Int($0) } ?? 0
    }

    private func fill(
        _ batch: inout [Candidate], _ kind: ChangeKind, _ digest: WritableKeyPath<Candidate, Int64>,
        _ side: Projection.Side, _ session: borrowing Session
    ) throws {
        let missing = batch.indices.filter { batch[$0].kind == kind && batch[$0][keyPath: digest] == 0 }
        let digests = try projection.digests(side, of: missing.map { batch[$0].key }, seed: seed, session)
        for (index, found) in zip(missing, digests) { batch[index][keyPath: digest] = found ?? 0 }
    }
}

/// The candidates of a spool, one at hand.
private struct CandidateReader {
    private var reader: Spool.Reader
    private(set) var candidate: Candidate?

    init(_ candidates: Spool) { reader = Spool.Reader(candidates) }

    mutating func advance() throws { candidate = try reader.next().map(Candidate.init(encoded:)) }
}
