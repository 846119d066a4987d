import Postgres
import SeedModel

/// Finds the changes of a table among the source rows that were written since its watermark, and the rows that are gone
/// by the keys of the same snapshot.
struct TrackedComparer {
    enum Outcome {
        /// `lateStamps`: changes that carry a stamp from before the last run and were written after it.
        case compared(Differ.Result, lateStamps: Int)
        /// A comparison of all rows is the better way.
        case notWorthwhile(ReadingMethod.FullCompare)
    }

    let projection: Projection
    let reading: TableReading
    let seed: Int64

    /// Candidates of which each is looked up by its key cost as much as ten rows of a full compare.
    private static let share = 10
    private static let always = 10_000

    func compare(_ pair: borrowing SessionPair) throws -> Outcome {
        let limit = max(Self.always, (projection.source.table.rowEstimate ?? 0) / Self.share)
        guard let written = CandidateRows(projection, reading, seed: seed, limit: limit) else {
            return .notWorthwhile(.notTracked)
        }
        let size = projection.mode == .mirror ? projection.keySetDigest : projection.rowCount
        try pair.target.send(size(projection.target, seed))
        try pair.source.send("\(size(projection.source, seed));\n\(written.copy)")
        let source = try TableDigest(pair.source.nextRows())
        let target = try TableDigest(pair.target.nextRows())
        try pair.target.finish()
        guard target.rows > 0 || source.rows == 0 else {
            try written.skip(pair.source)
            return .notWorthwhile(.emptyTarget)
        }
        guard var found = try written.compare(pair) else { return .notWorthwhile(.manyWritten) }
        // Only a mirror has its keys' digests compared. The others need not have the same keys as the source, but with
        // too few rows some of the source's are missing.
        let isComplete =
            projection.mode == .mirror
            ? found.explains(source, target) : source.rows <= target.rows + found.insertedRows
        if !isComplete {
            try KeySets(projection: projection, reading: reading, seed: seed).complete(&found, pair)
        }
        var counts = ChangeCounts()
        var reader = Spool.Reader(found.candidates)
        while let bytes = try reader.next() { counts[Candidate(encoded: bytes).kind] += 1 }
        counts.unchanged = source.rows - counts.insert - counts.update
        return .compared(
            Differ.Result(
                candidates: found.candidates, counts: counts, sourceRows: source.rows, targetRows: target.rows,
                left: .empty, hashed: found.hashed),
            lateStamps: found.lateStamps)
    }
}

extension Projection {
    /// How many rows there are and the sum of their keys' digests.
    func keySetDigest(_ side: Side, seed: Int64) -> SQL {
        "SELECT pg_catalog.count(*), pg_catalog.sum(\(keyDigest(seed: seed, side))) FROM \(side.from)\(side.whereClause)"
    }

    func rowCount(_ side: Side, seed: Int64) -> SQL {
        "SELECT pg_catalog.count(*), 0 FROM \(side.from)\(side.whereClause)"
    }

    /// The digest of a row's match key in a form that may be added up (`addableDigest`).
    ///
    /// One column alone is no linear combination; an integer is hashed as bytes, for its own hash has 32 bits.
    func keyDigest(seed: Int64, _ side: Side) -> SQL {
        let values = key.map { column -> SQL in
            let value = column.value(side.alias)
            return column.isInteger
                ? "pg_catalog.int8send(\(value)::pg_catalog.int8)"
                : column.digested(value, throughUTF8: hashesThroughUTF8)
        }
        let digest: SQL = "pg_catalog.hash_record_extended(ROW(\(values)), \(seed))"
        guard keyCount > 1 else { return digest }
        return "pg_catalog.hash_record_extended(ROW(pg_catalog.int8send(\(digest))), \(seed))"
    }

    /// The digests of the rows with these keys that are there and inside the filter, each with its key's number, from 1.
    func numberedDigests(_ side: Side, withKeys keys: [[String?]], seed: Int64) -> SQL {
        let (list, join) = joining(keys, side)
        return """
            SELECT seedd_keys.seedd_n, \(rowDigest(seed: seed, side.value))
            FROM \(list) JOIN \(side.from) ON \(join)\(side.whereClause)
            """
    }
}
