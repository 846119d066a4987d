import Postgres
import SeedModel

extension Projection {
    /// Columns that the rows of `seedd.base` have.
    var baseColumns: [ProjectedColumn] { columns.filter(\.isCompared) }

    /// A row as `seedd.base` keeps it: the text of each column by its name, so that it outlives columns that come and go.
    func baseRow(_ columns: [ProjectedColumn], _ value: (ProjectedColumn) -> SQL) -> SQL {
        """
        pg_catalog.jsonb_object(\(SQL.arrayLiteral(columns.map(\.name)))::pg_catalog.text[],
            ARRAY[\(columns.map { SQL.printed(value($0)) })]::pg_catalog.text[])
        """
    }

    /// `ColumnSelection.digest` of the match key, computed by the server.
    func keyDigest(_ value: (Int) -> SQL) -> SQL {
        let parts = (0..<keyCount).map { index -> SQL in
            let bytes: SQL = "pg_catalog.convert_to(\(SQL.printed(value(index))), 'UTF8')"
            let name = (Array(columns[index].name.utf8) + [0]).map { Self.hexadecimal($0) }.joined()
            return """
                '\\x\(raw: name)'::pg_catalog.bytea || CASE WHEN pg_catalog.num_nulls(\(value(index))) = 1 THEN '\\x00'::pg_catalog.bytea
                    ELSE '\\x01'::pg_catalog.bytea || pg_catalog.int8send(pg_catalog.octet_length(\(bytes))) || \(bytes) END
                """
        }
        return "pg_catalog.encode(pg_catalog.sha256(\(parts, separator: " || ")), 'hex')"
    }

    /// Every row of the target inside the filter as `key_digest` and `row`, with further columns of the row.
    func targetRows(_ further: [SQL] = []) -> SQL {
        let fields: [SQL] =
            [
                "\(keyDigest { target.value(columns[$0]) }) AS key_digest",
                "\(baseRow(baseColumns, target.value)) AS row",
            ] + further
        return "SELECT \(fields) FROM \(target.from)\(target.whereClause)"
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
