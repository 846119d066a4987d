import Postgres
import SeedModel

/// Compares the stamps of source and target rows, as values of the column's type.
struct Stamps {
    /// The column's number in the projection.
    let column: Int
    let type: String

    func order(_ records: [ChangeRecord], _ session: borrowing Session) throws -> [StampOrder] {
        let pairs = records.map { (value(of: $0.after), value(of: $0.before)) }
        guard pairs.contains(where: { $0.0 != nil && $0.1 != nil }) else { return records.map { _ in .unknown } }
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
