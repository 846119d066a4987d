import Postgres
import SeedModel

/// The rows of a table that a snapshot of it would hold now.
struct LiveRows {
    let projection: Projection
    let codec: KeyCodec

    private var side: Projection.Side { projection.target }

    /// Whether there are `rows` of them that come to `digest`. One row comes from the server.
    func match(_ digest: RowDigest, _ rows: Int, _ session: borrowing Session) throws -> Bool {
        let now = try TableDigest(session.rows(projection.tableDigest(side, seed: digest.seed)))
        return now.rows == rows && now.sum == digest.sum
    }

    /// All of them, in key order.
    func read(_ session: borrowing Session) throws -> RowCursor {
        var lines = SpoolWriter()
        var line: [UInt8] = []
        try session.send(
            """
            COPY (SELECT \(projection.columns.map(side.value)) FROM \(side.from)\(side.whereClause)
            ORDER BY \(projection.key.map { $0.lineOrder(side) })) TO STDOUT
            """)
        try session.beginCopyOut()
        do {
            while try session.copyRow(into: &line) {
                line.removeLast()
                try lines.append(line)
                line.removeAll(keepingCapacity: true)
            }
        } catch {
            session.abandon()
            throw error
        }
        try session.finish()
        return try RowCursor(try lines.finish(), codec: codec)
    }
}
