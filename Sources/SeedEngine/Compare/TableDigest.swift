import Postgres

/// How many rows a relation has and the sum of their digests.
struct TableDigest: Sendable, Equatable {
    let rows: Int
    /// A decimal number; sums of 64-bit digests outgrow 64 bits.
    let sum: String
    /// What a server sent to say so.
    var bytes: Int { "\(rows)".utf8.count + sum.utf8.count }

    /// From the result of `Projection.tableDigest`.
    init(_ result: [TextRow]?) throws(PostgresError) {
        guard let row = result?.first, row.count == 2, let count = row[0].flatMap({ Int($0) }) else {
            throw PostgresError(.unexpectedReply, "a table digest has another form")
        }
        rows = count
        sum = row[1] ?? "0"
    }
}
