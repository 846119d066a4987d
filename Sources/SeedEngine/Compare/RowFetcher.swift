import Postgres
import SeedModel

/// Fetches the rows of the keys that differ, new values from the source and old ones from the target.
///
/// Tables with few such keys share a message: a plan of hundreds of tables would else wait for each server in turn.
struct RowFetcher {
    /// Keys a message; both servers look them up at the same time.
    private static let limit = 4000
    /// For tables whose key is told by others: no index finds their rows, and each message reads the table.
    private static let unindexedLimit = 100_000

    /// The changes of one table.
    struct Fetched {
        var changes: Spool
        /// Inserts that mode `insert` leaves out, their keys being taken outside the filter.
        var kept: Int
        /// Received from both servers.
        var bytes: Int
    }

    private let to: String
    private let events: any EventSink
    private var message: [RowBatch] = []
    private var keys = 0
    private var fetched: [Fetched] = []
    // Of the table whose rows are being received.
    private var changes = SpoolWriter()
    private var kept = 0
    private var bytes = 0

    init(to: String, events: any EventSink) {
        self.to = to
        self.events = events
    }

    /// In the order of `tables`.
    mutating func fetch(
        _ tables: [(projection: Projection, candidates: Spool)], _ pair: borrowing SessionPair
    ) throws -> [Fetched] {
        for table in tables {
            var reader = Spool.Reader(table.candidates)
            var isLast = false
            let name = table.projection.source.table.name
            let limit = table.projection.key.contains { $0.reference != nil } ? Self.unindexedLimit : Self.limit
            let progress = RowProgress(.fetching, name, of: table.candidates.count, events)
            defer { progress.end() }
            repeat {
                let batch = try table.projection.naming {
                    try RowBatch(table.projection, from: &reader, atMost: limit, to: to, pair.target)
                }
                isLast = batch.isLast
                if keys + batch.candidates.count > limit { try receiveMessage(pair) }
                message.append(batch)
                keys += batch.candidates.count
                progress.add(batch.candidates.count)
            } while !isLast
        }
        try receiveMessage(pair)
        return fetched
    }

    /// Sends what was gathered, and adds the rows that come back to their tables.
    private mutating func receiveMessage(_ pair: borrowing SessionPair) throws {
        let batches = message
        message = []
        keys = 0
        let fromSource = batches.compactMap(\.sourceRows)
        let fromTarget = batches.compactMap(\.targetRows)
        if !fromSource.isEmpty { try pair.source.send(.joined(fromSource, separator: ";\n")) }
        if !fromTarget.isEmpty { try pair.target.send(.joined(fromTarget, separator: ";\n")) }
        for batch in batches {
            let before = pair.bytesReceived
            try batch.projection.naming { try batch.receive(pair, into: &changes) }
            bytes += pair.bytesReceived - before
            kept += batch.kept
            guard batch.isLast else { continue }
            fetched.append(Fetched(changes: try changes.finish(), kept: kept, bytes: bytes))
            changes = SpoolWriter()
            kept = 0
            bytes = 0
        }
        if !fromSource.isEmpty { try pair.source.finish() }
        if !fromTarget.isEmpty { try pair.target.finish() }
    }
}
