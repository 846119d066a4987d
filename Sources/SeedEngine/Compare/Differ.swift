import Postgres
import SeedModel

/// Merges the row digests of two sides, which come in the same key order, into the keys that differ.
///
/// Memory is bounded by one row a side and the spool of candidates.
struct Differ {
    struct Result {
        var candidates: Spool
        var counts: ChangeCounts
        var sourceRows: Int
        var targetRows: Int
        /// Keys of rows that the mode leaves as the target has them, though the source has none or another; where asked for.
        var left: Spool
        /// Rows of either side whose digest was asked for.
        var hashed: Int
    }

    let projection: Projection
    let from: String
    let to: String
    var collectsLeft = false
    let events: any EventSink

    /// Reads the two COPYs that were sent for this table; the sessions are then at their next statement.
    func merge(_ pair: borrowing SessionPair) throws -> Result {
        try pair.source.beginCopyOut()
        try pair.target.beginCopyOut()
        var source = DigestCursor(codec: projection.codec)
        var target = DigestCursor(codec: projection.codec)
        var sourceChecks = KeyChecks(projection, projection.source)
        var targetChecks = KeyChecks(projection, projection.target)
        var candidates = SpoolWriter()
        var left = SpoolWriter()
        var counts = ChangeCounts()
        let progress = RowProgress(.comparing, projection.source.table.name, of: projection.expectedRows, events)
        defer { progress.end() }

        var hasSource = try source.advance(pair.source)
        var hasTarget = try target.advance(pair.target)
        if hasSource { sourceChecks.see(source) }
        if hasTarget { targetChecks.see(target) }
        while hasSource || hasTarget {
            progress.add()
            let order = !hasTarget ? -1 : !hasSource ? 1 : KeyCodec.compare(source.key, target.key)
            if order < 0 {
                counts.insert += 1
                try candidates.append(Candidate(.insert, key: source.key, sourceDigest: source.digest).encoded)
            } else if order > 0 {
                if projection.mode == .mirror {
                    counts.delete += 1
                    try candidates.append(Candidate(.delete, key: target.key, targetDigest: target.digest).encoded)
                } else if collectsLeft {
                    try left.append(target.key)
                }
            } else if source.digest == target.digest || projection.mode == .insert {
                counts.unchanged += 1
                if collectsLeft, source.digest != target.digest { try left.append(target.key) }
            } else {
                counts.update += 1
                try candidates.append(
                    Candidate(
                        .update, key: source.key, targetDigest: target.digest, sourceDigest: source.digest
                    ).encoded)
            }
            if order <= 0 {
                hasSource = try source.advance(pair.source)
                if hasSource { sourceChecks.see(source) }
            }
            if order >= 0 {
                hasTarget = try target.advance(pair.target)
                if hasTarget { targetChecks.see(target) }
            }
        }
        try sourceChecks.verify(table: projection.source.table.name, environment: from)
        try targetChecks.verify(table: projection.target.table.name, environment: to)
        return Result(
            candidates: try candidates.finish(), counts: counts, sourceRows: source.rows, targetRows: target.rows,
            left: try left.finish(), hashed: source.rows + target.rows)
    }
}
