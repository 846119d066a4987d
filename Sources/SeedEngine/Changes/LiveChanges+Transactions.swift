import Postgres
import SeedModel

extension LiveChanges {
    /// The rows written since, in key order; nil where they are more than `limit`.
    func readWritten(since horizon: UInt64, limit: Int?, _ session: borrowing Session) throws -> Spool? {
        let clause = SQL.whereClause(conditions + [TransactionHorizon.isSince(horizon, projection.target.alias)])
        let bound: SQL = limit.map { " LIMIT \($0 + 1)" } ?? ""
        var rows = SpoolWriter()
        var row: [UInt8] = []
        try session.send(
            "COPY (SELECT \(rowFields) FROM \(projection.target.from)\(clause) ORDER BY \(orderBy)\(bound)) TO STDOUT")
        try session.beginCopyOut()
        while try session.copyRow(into: &row) {
            row.removeLast()
            try rows.append(row)
            row.removeAll(keepingCapacity: true)
        }
        try session.finish()
        if let limit, rows.count > limit { return nil }
        return try rows.finish()
    }

    /// Merges the saved keys with those of `written`. What is left of either is the same, if nothing is gone: then there
    /// are as many rows now as were saved, and those that were added.
    func compareWritten(
        _ saved: inout SavedRows, _ written: Spool, _ codec: KeyCodec, _ session: borrowing Session,
        _ body: (LiveChange) throws -> Void
    ) throws -> Bool {
        let live = try session.rows("SELECT pg_catalog.count(*) FROM \(projection.target.from)").first?[0]
        var candidates = WrittenRows(written, codec: codec, extras: extras.count)
        try candidates.advance()
        var added = 0
        var hasSaved = try saved.next()
        while let key = candidates.key {
            while hasSaved, KeyCodec.compare(saved.key, key) < 0 { hasSaved = try saved.next() }
            guard let row = try candidates.take(key) else { continue }
            if hasSaved, saved.key == key {
                try changed(row, saved, body)
            } else {
                added += 1
                try body(LiveChange(kind: .added, key: key, savedDigest: 0, saved: nil, row: row))
            }
        }
        return live == "\(self.saved.rows + added)"
    }

    private func changed(_ row: LiveRow, _ saved: SavedRows, _ body: (LiveChange) throws -> Void) throws {
        guard row.digest != saved.digest else { return }
        try body(
            LiveChange(kind: .changed, key: saved.key, savedDigest: saved.digest, saved: saved.saved, row: row))
    }

    /// Merges the saved keys with those that are there now; `written` holds every row that may be another one.
    func compareKeys(
        _ saved: inout SavedRows, _ written: Spool, _ codec: KeyCodec, _ session: borrowing Session,
        _ body: (LiveChange) throws -> Void
    ) throws -> Bool {
        let target = projection.target
        try session.send(
            """
            COPY (SELECT \(projection.key.map { $0.lineKey(target.alias) }), 0::pg_catalog.int8
            FROM \(target.from)\(SQL.whereClause(conditions)) ORDER BY \(orderBy)) TO STDOUT (FORMAT binary)
            """)
        try session.beginCopyOut()
        var candidates = WrittenRows(written, codec: codec, extras: extras.count)
        try candidates.advance()
        var live = DigestCursor(codec: codec)
        var isTold = true
        var hasSaved = try saved.next()
        var hasLive = try live.advance(session)
        while hasSaved || hasLive {
            progress?.add()
            let order = !hasLive ? -1 : !hasSaved ? 1 : KeyCodec.compare(saved.key, live.key)
            if order < 0 {
                try body(
                    LiveChange(
                        kind: .removed, key: saved.key, savedDigest: saved.digest, saved: saved.saved, row: nil))
            } else if let row = try candidates.take(live.key) {
                if order > 0 {
                    try body(LiveChange(kind: .added, key: live.key, savedDigest: 0, saved: nil, row: row))
                } else {
                    try changed(row, saved, body)
                }
            } else if order > 0, !passesOverUnknown {
                isTold = false
            }
            if order <= 0 { hasSaved = try saved.next() }
            if order >= 0 { hasLive = try live.advance(session) }
        }
        try session.finish()
        return isTold
    }
}

/// The rows of a spool, one at hand.
private struct WrittenRows {
    private var reader: Spool.Reader
    private let codec: KeyCodec
    private let extras: Int
    private var row: LiveRow?
    /// Of the row at hand; nil at the end.
    private(set) var key: [UInt8]?

    init(_ spool: Spool, codec: KeyCodec, extras: Int) {
        reader = Spool.Reader(spool)
        self.codec = codec
        self.extras = extras
    }

    mutating func advance() throws {
        row = try reader.next().map { LiveRow($0, extras: extras) }
        var key = key ?? []
        if let row { try codec.key(ofLine: row.line.span, into: &key) }
        self.key = row == nil ? nil : key
    }

    /// The row of `key`, if it is the one at hand.
    mutating func take(_ key: [UInt8]) throws -> LiveRow? {
        guard let row, self.key == key else { return nil }
        try advance()
        return row
    }
}
