import Postgres
import SeedModel

extension LiveChanges {
    /// Rows fetched by one statement.
    private static let batch = 4000

    /// Merges the saved digests with those of all rows as they are now; the result are changes without their rows.
    func compareDigests(
        _ saved: inout SavedRows, _ codec: KeyCodec, _ session: borrowing Session
    ) throws -> Spool {
        let target = projection.target
        let digest = projection.addableDigest(seed: seed, target.value)
        try session.send(
            """
            COPY (SELECT \(projection.key.map { $0.lineKey(target.alias) }), \(digest)
            FROM \(target.from)\(SQL.whereClause(conditions)) ORDER BY \(orderBy)) TO STDOUT (FORMAT binary)
            """)
        try session.beginCopyOut()
        var candidates = SpoolWriter()
        func add(_ kind: LiveChange.Kind, _ key: [UInt8], _ saved: SavedRows?) throws {
            try candidates.append(
                DigestCandidate(kind: kind, key: key, savedDigest: saved?.digest ?? 0, saved: saved?.saved).encoded)
        }
        var live = DigestCursor(codec: codec)
        var hasSaved = try saved.next()
        var hasLive = try live.advance(session)
        while hasSaved || hasLive {
            progress?.add()
            let order = !hasLive ? -1 : !hasSaved ? 1 : KeyCodec.compare(saved.key, live.key)
            if order < 0 {
                try add(.removed, saved.key, saved)
            } else if order > 0 {
                try add(.added, live.key, nil)
            } else if live.digest != saved.digest {
                try add(.changed, live.key, saved)
            }
            if order <= 0 { hasSaved = try saved.next() }
            if order >= 0 { hasLive = try live.advance(session) }
        }
        try session.finish()
        return try candidates.finish()
    }

    /// Completes changes with the rows as they are now, in the same snapshot of the database.
    func fetch(
        _ candidates: Spool, _ codec: KeyCodec, _ session: borrowing Session, _ body: (LiveChange) throws -> Void
    ) throws {
        var reader = Spool.Reader(candidates)
        var isLast = false
        while !isLast {
            var batch: [DigestCandidate] = []
            while batch.count < Self.batch, let record = try reader.next() {
                batch.append(DigestCandidate(encoded: record))
            }
            isLast = batch.count < Self.batch
            let isFetching = try send(batch.filter { $0.kind != .removed }.map(\.key), codec, session)
            for change in batch {
                let row = change.kind == .removed ? nil : try next(session)
                try body(
                    LiveChange(
                        kind: change.kind, key: change.key, savedDigest: change.savedDigest, saved: change.saved,
                        row: row))
            }
            guard isFetching else { continue }
            var rest: [UInt8] = []
            guard try !session.copyRow(into: &rest) else { throw rowsDiffer }
            try session.finish()
        }
    }

    /// Asks for the rows of `keys`, in their order; false where there are none.
    private func send(_ keys: [[UInt8]], _ codec: KeyCodec, _ session: borrowing Session) throws -> Bool {
        guard !keys.isEmpty else { return false }
        let (list, join) = projection.joining(keys.map(codec.decode), projection.target)
        try session.send(
            """
            COPY (SELECT \(rowFields) FROM \(list) JOIN \(projection.target.from) ON \(join)
            ORDER BY seedd_keys.seedd_n) TO STDOUT
            """)
        try session.beginCopyOut()
        return true
    }

    private func next(_ session: borrowing Session) throws -> LiveRow {
        var row: [UInt8] = []
        guard try session.copyRow(into: &row) else { throw rowsDiffer }
        row.removeLast()
        return LiveRow(row, extras: extras.count)
    }

    private var rowsDiffer: SeedError {
        SeedError(
            .invariant, "\(saved.table)",
            "the rows fetched are not the rows compared; the match key's equality may not be its text's")
    }
}
