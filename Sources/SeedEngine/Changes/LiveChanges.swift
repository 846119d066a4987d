import Postgres
import SeedModel

/// What differs between a saved table and the table as it is now, in the order of the match key.
///
/// Either from the digests of all rows (exact but for collisions of 64-bit hashes), or, where the server still knows, from
/// the rows that a transaction wrote since and the keys that are there (exact, and a fraction of the work).
struct LiveChanges {
    let saved: SnapshotManifest.Table
    let seed: Int64
    /// Of the columns that were saved, all of them compared.
    let projection: Projection
    /// Which live rows count; all of them have to hold.
    let conditions: [SQL]
    /// Expressions over the live row that come with each change.
    var extras: [SQL] = []
    /// Live rows that are not in the snapshot and that no transaction wrote since are passed over: they are outside the
    /// filter the snapshot was taken with. Else they are a sign that the filter looks at more than the row.
    var passesOverUnknown = false
    /// Counts the rows that are looked at.
    var progress: RowProgress?
    /// The rows written since the saved table's horizon, once a method has asked for them: the next one sees the same.
    private(set) var rowsWritten: Spool?
    private(set) var areTooMany = false

    /// How changes are found; the horizons are those of the saved table.
    enum Method: Equatable {
        /// From the rows written since, and the number of rows, which tells whether any is gone.
        case written(since: UInt64)
        /// From the rows written since and the keys that are there.
        case keys(since: UInt64)
        /// From the digests of all rows.
        case digests
    }

    /// The methods that are worth trying, cheapest first. Behind a filter the number of rows tells nothing.
    func methods(since horizon: UInt64?) -> [Method] {
        guard let horizon else { return [.digests] }
        return conditions.isEmpty && !passesOverUnknown
            ? [.written(since: horizon), .keys(since: horizon)] : [.keys(since: horizon)]
    }

    /// Calls `body` with each change; false where the method does not tell all of them.
    ///
    /// `limit` bounds the rows that are read because they may have changed; beyond it the answer is false. The calls for one
    /// table are in one transaction that sees one state.
    mutating func forEach(
        by method: Method, limit: Int? = nil, in reader: borrowing SnapshotReader, _ session: borrowing Session,
        _ body: (LiveChange) throws -> Void
    ) throws -> Bool {
        guard let codec = saved.codec else { return false }
        var rows = try SavedRows(.digests, of: saved, codec: codec, in: reader)
        do {
            switch method {
            case .digests:
                let candidates = try compareDigests(&rows, codec, session)
                if let limit, candidates.count > limit { return false }
                try fetch(candidates, codec, session, body)
                return true
            case .keys(let horizon):
                guard let written = try written(since: horizon, limit: limit, session) else { return false }
                return try compareKeys(&rows, written, codec, session, body)
            case .written(let horizon):
                guard let written = try written(since: horizon, limit: limit, session) else { return false }
                return try compareWritten(&rows, written, codec, session, body)
            }
        } catch {
            session.abandon()
            throw error
        }
    }

    /// Asks the server once: behind both methods by transaction are the same rows.
    private mutating func written(since horizon: UInt64, limit: Int?, _ session: borrowing Session) throws -> Spool? {
        if rowsWritten == nil, !areTooMany {
            rowsWritten = try readWritten(since: horizon, limit: limit, session)
            areTooMany = rowsWritten == nil
        }
        return rowsWritten
    }

    var rowFields: SQL {
        let digest = projection.addableDigest(seed: seed, projection.target.value)
        return .joined([digest] + extras + projection.columns.map(projection.target.value))
    }

    var orderBy: SQL { .joined(projection.key.map { $0.lineOrder(projection.target) }) }
}
