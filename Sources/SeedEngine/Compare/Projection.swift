import Postgres
package import SeedModel

/// What of a table is compared and written: the match key, then every other column both sides have.
package struct Projection: Sendable {
    /// One of the two databases' view of the table.
    package struct Side: Sendable {
        package let table: CatalogTable
        /// Restricts the rows; user SQL over the bare column names.
        package var filters: [String]
        let isSource: Bool
        let sortsThroughUTF8: Bool
        /// What filters may call the table where `rename:` gives it another name here: its name at the source.
        var sourceName: String?
    }

    package var source: Side
    package var target: Side
    package let mode: TableRule.Mode
    /// Match key columns first.
    let columns: [ProjectedColumn]
    let keyCount: Int
    /// The servers store text in different encodings: what is hashed is its UTF-8 form.
    let hashesThroughUTF8: Bool
    var triggers: TableRule.TriggerPolicy = .fire

    /// Columns of the target whose next values other tables' new rows reference: known before the rows are written.
    var numbered: [CatalogColumn] = []

    var references: [Reference] { columns.compactMap(\.reference) }
    /// No row holds what another table numbers, or is held by one before it is written.
    var isItsOwn: Bool { numbered.isEmpty && references.isEmpty }
    var key: ArraySlice<ProjectedColumn> { columns[..<keyCount] }
    var codec: KeyCodec { KeyCodec(orders: key.map(\.keyOrder)) }
    package var keyNames: [String] { key.map(\.name) }
    package var columnNames: [String] { columns.map(\.name) }
    /// The columns of the table that hold the match key.
    var keyColumns: [String] { ProjectedColumn.heldIn(key) }
    /// Those that hold anything that is compared or written.
    var heldColumns: [String] { ProjectedColumn.heldIn(columns[...]) }
}

extension Projection.Side {
    /// The table's name at the source, so that a filter may be written `templates.is_active` and mean the same on both
    /// sides; but for the names that seedd's statements use themselves.
    var alias: SQL {
        Self.alias(of: TableName(schema: table.name.schema, name: sourceName ?? table.name.name))
    }

    /// What filters call a table of this name at the source.
    static func alias(of name: TableName) -> SQL {
        name.name.hasPrefix("seedd_") ? "seedd_t" : "\(ident: name.name)"
    }

    /// `schema.table AS table`, without the rows of inheriting tables: those are tables of their own.
    var from: SQL {
        let only: SQL = table.kind == .table ? "ONLY " : ""
        return "\(only)\(ident: table.name.schema).\(ident: table.name.name) AS \(alias)"
    }

    /// The filters, each in parentheses and on lines of its own: one may end in a comment.
    var conditions: [SQL] { filters.map { SQL(raw: "(\n\($0)\n)") } }

    var whereClause: SQL { .whereClause(conditions) }

    func value(_ column: ProjectedColumn) -> SQL {
        isSource ? column.sourceValue(alias) : column.value(alias)
    }
}

extension Projection {
    /// The digest of one row: 64 bits, another for every seed.
    ///
    /// `hash_record_extended` tells NULL from any value and one column from the next; the seed keeps a collision from
    /// coming back in the next run.
    func rowDigest(seed: Int64, _ value: (ProjectedColumn) -> SQL) -> SQL {
        let values = columns.filter(\.isCompared).map { $0.digested(value($0), throughUTF8: hashesThroughUTF8) }
        return "pg_catalog.hash_record_extended(ROW(\(values)), \(seed))"
    }

    /// One row: how many rows there are and the sum of their digests, in which duplicates do not cancel out.
    ///
    /// A record's hash is a linear combination of its columns' (31·h₁ + h₂), so a plain sum would not see values that
    /// change places between rows. Each row's digest is hashed once more, as bytes: the hash of an int8 has 32 bits.
    func tableDigest(_ side: Side, seed: Int64) -> SQL {
        "SELECT \(digestSum(seed: seed, side.value)) FROM \(side.from)\(side.whereClause)"
    }

    /// The two columns of a table digest over whatever relation they are selected from.
    func digestSum(seed: Int64, _ value: (ProjectedColumn) -> SQL) -> SQL {
        "pg_catalog.count(*), pg_catalog.sum(\(addableDigest(seed: seed, value)))"
    }

    /// The digest of one row in a form that may be added up.
    func addableDigest(seed: Int64, _ value: (ProjectedColumn) -> SQL) -> SQL {
        """
        pg_catalog.hash_record_extended(ROW(pg_catalog.int8send(\(rowDigest(seed: seed, value)))), \(seed))
        """
    }

    /// `(key…, digest)` of every row, in key order, as binary COPY.
    func rowDigests(_ side: Side, seed: Int64) -> SQL {
        """
        COPY (SELECT \(key.map { $0.shippedKey(side.value($0)) }), \(rowDigest(seed: seed, side.value))
        FROM \(side.from)\(side.whereClause)
        ORDER BY \(order(side))) TO STDOUT (FORMAT binary)
        """
    }

    func order(_ side: Side) -> SQL {
        .joined(key.map { $0.orderTerm(side.value($0), throughUTF8: side.sortsThroughUTF8) })
    }

    /// The numbers, from 1, of those of `keys` that the table has, whatever the filters say.
    func keysTaken(_ side: Side, among keys: [[String?]]) -> SQL {
        let (list, join) = joining(keys, side)
        return "SELECT DISTINCT seedd_keys.seedd_n FROM \(list) JOIN \(side.from) ON \(join) ORDER BY 1"
    }

    /// The rows with these keys as COPY text, in the order of the keys.
    ///
    /// `keys` are per row the values of the match key.
    func rows(_ side: Side, withKeys keys: [[String?]]) -> SQL {
        let (list, join) = joining(keys, side)
        let values = columns.map(side.value)
        return """
            COPY (SELECT \(values)
            FROM \(list) JOIN \(side.from) ON \(join)
            ORDER BY seedd_keys.seedd_n) TO STDOUT
            """
    }

    /// Those of the rows with these keys that are there and inside the filter, each with its key's number, from 1, in front.
    func numberedRows(_ side: Side, withKeys keys: [[String?]]) -> SQL {
        let (list, join) = joining(keys, side)
        return """
            COPY (SELECT seedd_keys.seedd_n, \(columns.map(side.value))
            FROM \(list) JOIN \(side.from) ON \(join)\(side.whereClause)) TO STDOUT
            """
    }

    /// The keys as a relation `seedd_keys` with their number as `seedd_n`, and the condition that finds their rows.
    func joining(_ keys: [[String?]], _ side: Side) -> (list: SQL, join: SQL) {
        let names = (0..<keyCount).map { SQL(raw: "seedd_k\($0 + 1)") }
        // Text, cast one by one: an array of arrays would come apart.
        let arrays = (0..<keyCount).map { index -> SQL in
            "\(SQL.arrayLiteral(keys.map { $0[index] }))::pg_catalog.text[]"
        }
        let join = zip(key, names).map { column, name in
            column.sameKey(side.value(column), "seedd_keys.\(name)::\(raw: column.type)")
        }
        let list: SQL = """
            ROWS FROM (\(arrays.map { "pg_catalog.unnest(\($0))" })) WITH ORDINALITY AS seedd_keys (\(names), seedd_n)
            """
        return (list, .joined(join, separator: " AND "))
    }
}

extension SQL {
    /// ` WHERE` and conditions that all have to hold; nothing where there are none.
    static func whereClause(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "" : " WHERE \(conditions, separator: " AND ")"
    }
}
