import SeedModel

/// Keys that can't identify a row, met while one side was read; a few are kept to be named.
struct KeyChecks {
    private static let named = 10

    private let codec: KeyCodec
    private let columns: [String]
    private let allowsNull: Bool
    private var last: [UInt8] = []
    private var nulls = 0
    private var duplicates: [[UInt8]] = []
    private var duplicateCount = 0

    init(_ projection: Projection, _ side: Projection.Side) {
        codec = projection.codec
        columns = projection.keyNames
        let key = Set(projection.keyColumns)
        allowsNull = side.table.keys.contains { $0.isPlain && $0.nullsNotDistinct && Set($0.columns).isSubset(of: key) }
    }

    /// Looks at the row a cursor stands on; rows come in key order, so equal keys are neighbours.
    mutating func see(_ cursor: borrowing DigestCursor) {
        if cursor.hasNullKey, !allowsNull { nulls += 1 }
        if cursor.rows > 1, cursor.key == last {
            duplicateCount += 1
            if duplicates.count < Self.named, duplicates.last != cursor.key { duplicates.append(cursor.key) }
        }
        last = cursor.key
    }

    /// - Throws: `badData` that says how many rows there are; their keys are in its detail.
    func verify(table: TableName, environment: String) throws(SeedError) {
        let key = columns.joined(separator: ", ")
        if nulls > 0 {
            throw SeedError(
                .badData, "\(table)",
                "\(nulls.counted("row")) in \(environment) \(nulls == 1 ? "has" : "have") NULL in the match key (\(key))",
                hint: "fill the column, choose another `match:`, or leave the rows out with `where: \(key) IS NOT NULL`"
            )
        }
        guard duplicateCount > 0 else { return }
        let list = duplicates.map { key in
            zip(columns, codec.decode(key)).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", ")
        }
        throw SeedError(
            .badData, "\(table)",
            "\(duplicateCount.counted("row")) in \(environment) \(duplicateCount == 1 ? "repeats" : "repeat") a match key (\(key))",
            hint: "choose a `match:` that is unique on both sides", detail: list.joined(separator: "\n"))
    }
}
