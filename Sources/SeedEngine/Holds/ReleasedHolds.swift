package import SeedModel

/// Holds that were lifted, or would be, as many as there are.
package struct ReleasedHolds: Sendable {
    /// One of them.
    package struct Hold: Sendable {
        package var table: TableName
        package var key: [(column: String, value: String?)]
        /// The snapshot that was put back.
        package var snapshot: String?
        /// UTC, ISO 8601.
        package var since: String
    }

    private let spool: Spool
    /// How many the job had, whichever were selected.
    package let standing: Int

    init(spool: Spool, standing: Int) {
        self.spool = spool
        self.standing = standing
    }

    package var count: Int { spool.count }

    /// Calls `body` with each.
    package func forEach(_ body: (Hold) throws -> Void) throws {
        var reader = Spool.Reader(spool)
        while let line = try reader.next() {
            let fields = CopyText.decode(line)
            let columns = try HoldTable.array(fields[2]).map { $0 ?? "" }
            try body(
                Hold(
                    table: TableName(schema: fields[0] ?? "", name: fields[1] ?? ""),
                    key: zip(columns, try HoldTable.array(fields[3])).map { ($0, $1) }, snapshot: fields[4],
                    since: fields[5] ?? ""))
        }
    }
}
