import Postgres
import SeedModel

/// The source rows that may have been written since a table was read last.
struct CandidateRows {
    struct Found {
        /// Those that differ from the target's, in key order.
        var candidates: Spool
        /// Sum of the key digests of the rows the target does not have.
        var inserted: Int128 = 0
        var insertedRows = 0
        /// Rows of either side whose digest was asked for.
        var hashed = 0
        var lateStamps = 0

        /// The source's keys are those of the target and the inserted ones: nothing is gone, and nothing else is missing.
        func explains(_ source: TableDigest, _ target: TableDigest) -> Bool {
            guard let sourceSum = Int128(source.sum), let targetSum = Int128(target.sum) else { return false }
            return source.rows == target.rows + insertedRows && sourceSum == targetSum + inserted
        }
    }

    /// Keys that are looked up at a time.
    private static let batch = 4000

    let projection: Projection
    let seed: Int64
    let limit: Int
    /// Ships key, digest of the row, digest of the key, and 1 for a stamp before the mark.
    let copy: SQL

    /// Nil for a table that is compared in full.
    init?(_ projection: Projection, _ reading: TableReading, seed: Int64, limit: Int) {
        self.projection = projection
        self.seed = seed
        self.limit = limit
        let side = projection.source
        let condition: SQL
        switch reading.method {
        case .content: return nil
        case .written(let horizon): condition = TransactionHorizon.isSince(horizon, side.alias)
        case .stamped(let mark):
            guard let column = reading.watched?.name else { return nil }
            condition = "\(side.alias).\(ident: column) >= \(mark)::pg_catalog.timestamptz"
        }
        copy = """
            COPY (SELECT \(projection.key.map { $0.shippedKey(side.value($0)) }), \
            \(projection.rowDigest(seed: seed, side.value)), \(projection.keyDigest(seed: seed, side)), \
            \(reading.isLate(side.alias))::pg_catalog.int8
            FROM \(side.from)\(SQL.whereClause(side.conditions + [condition]))
            ORDER BY \(projection.order(side)) LIMIT \(limit + 1)) TO STDOUT (FORMAT binary)
            """
    }

    /// Reads the COPY, which was sent, and looks the rows up in the target; nil where they are more than `limit`.
    func compare(_ pair: borrowing SessionPair) throws -> Found? {
        try pair.source.beginCopyOut()
        var cursor = DigestCursor(codec: projection.codec, digests: 3)
        var found = Found(candidates: .empty)
        var candidates = SpoolWriter()
        var rows: [Row] = []
        while try cursor.advance(pair.source) {
            found.hashed += 1
            guard cursor.rows <= limit else {
                // To cancel the statement would end the transaction; it has no more than this one row left.
                while try cursor.advance(pair.source) {}
                try pair.source.finish()
                return nil
            }
            rows.append(
                Row(
                    key: cursor.key, digest: cursor.digests[0], keyDigest: cursor.digests[1],
                    isLate: cursor.digests[2] != 0))
            if rows.count == Self.batch { try lookUp(&rows, &found, &candidates, pair.target) }
        }
        try pair.source.finish()
        try lookUp(&rows, &found, &candidates, pair.target)
        found.candidates = try candidates.finish()
        return found
    }

    /// Reads the COPY to its end, for nothing.
    func skip(_ source: borrowing Session) throws {
        try source.beginCopyOut()
        var cursor = DigestCursor(codec: projection.codec, digests: 3)
        while try cursor.advance(source) {}
        try source.finish()
    }

    private struct Row {
        let key: [UInt8]
        let digest: Int64
        let keyDigest: Int64
        let isLate: Bool
    }

    private func lookUp(
        _ rows: inout [Row], _ found: inout Found, _ candidates: inout SpoolWriter, _ target: borrowing Session
    ) throws {
        defer { rows.removeAll(keepingCapacity: true) }
        let there = try projection.digests(projection.target, of: rows.map(\.key), seed: seed, target)
        for (row, digest) in zip(rows, there) {
            if let digest {
                found.hashed += 1
                guard digest != row.digest, projection.mode != .insert else { continue }
                try candidates.append(
                    Candidate(.update, key: row.key, targetDigest: digest, sourceDigest: row.digest).encoded)
            } else {
                found.inserted += Int128(row.keyDigest)
                found.insertedRows += 1
                try candidates.append(Candidate(.insert, key: row.key, sourceDigest: row.digest).encoded)
            }
            if row.isLate { found.lateStamps += 1 }
        }
    }
}

extension Projection {
    /// The digests of the rows with these keys, in their order; nil for those that are not there.
    func digests(
        _ side: Side, of keys: [[UInt8]], seed: Int64, _ session: borrowing Session
    ) throws(PostgresError) -> [Int64?] {
        var digests = [Int64?](repeating: nil, count: keys.count)
        guard !keys.isEmpty else { return digests }
        let codec = codec
        for row in try session.rows(numberedDigests(side, withKeys: keys.map { codec.decode($0) }, seed: seed)) {
            guard let number = row[0].flatMap({ Int($0) }) else { continue }
            digests[number - 1] = row[1].flatMap { Int64($0) }
        }
        return digests
    }
}
