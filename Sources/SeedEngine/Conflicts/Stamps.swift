import Postgres
import SeedModel

/// Compares the stamps of source and target rows, as values of the column's type.
struct Stamps {
    /// The column's number in the projection.
    let column: Int
    private let type: String
    /// A trigger of the target sets it: in the plan a row that is there keeps its own.
    private let isLeftToTarget: Bool

    init(column: Int, of projected: ProjectedColumn) {
        self.column = column
        type = projected.type
        isLeftToTarget = !projected.isCompared
    }

    func order(
        _ records: [ChangeRecord], _ projection: Projection, _ pair: borrowing SessionPair
    ) throws -> [StampOrder] {
        let source =
            isLeftToTarget
            ? try sourceValues(records, projection, pair.source) : records.map { value(of: $0.after) }
        return try order(Array(zip(source, records.map { value(of: $0.before) })), pair.target)
    }

    private func sourceValues(
        _ records: [ChangeRecord], _ projection: Projection, _ session: borrowing Session
    ) throws -> [String?] {
        var values = [String?](repeating: nil, count: records.count)
        let numbers = records.indices.filter { records[$0].after != nil }
        guard !numbers.isEmpty else { return values }
        let keys = numbers.map { projection.keyValues(records[$0].after ?? []) }
        let (list, join) = projection.joining(keys, projection.source)
        let rows = try session.rows(
            """
            SELECT seedd_keys.seedd_n, \(projection.source.value(projection.columns[column]))
            FROM \(list) JOIN \(projection.source.from) ON \(join)
            """)
        for row in rows {
            guard let number = row[0].flatMap({ Int($0) }) else { continue }
            values[numbers[number - 1]] = row[1]
        }
        return values
    }

    private func order(_ pairs: [(String?, String?)], _ session: borrowing Session) throws -> [StampOrder] {
        guard pairs.contains(where: { $0.0 != nil && $0.1 != nil }) else { return pairs.map { _ in .unknown } }
        func unnested(_ values: [String?]) -> SQL {
            "pg_catalog.unnest(\(SQL.arrayLiteral(values))::pg_catalog.text[])"
        }
        let rows = try session.rows(
            """
            SELECT CASE WHEN f::\(raw: type) > t::\(raw: type) THEN 'f' WHEN f::\(raw: type) < t::\(raw: type) THEN 't' END
            FROM ROWS FROM (\(unnested(pairs.map(\.0))), \(unnested(pairs.map(\.1)))) WITH ORDINALITY AS s (f, t, n)
            ORDER BY n
            """)
        return rows.map { $0[0] == "f" ? .sourceIsNewer : $0[0] == "t" ? .targetIsNewer : .unknown }
    }

    private func value(of line: [UInt8]?) -> String? {
        guard let line else { return nil }
        let fields = CopyText.fields(line.span)
        return CopyText.unescaped(line.span, fields[column]).map { String(decoding: $0, as: UTF8.self) }
    }
}
