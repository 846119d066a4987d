import Postgres
import SeedModel

/// Whether a column that a job trusts may tell which rows were written: `trust: true` and every precondition seen.
struct StampTrust {
    let projection: Projection
    let clock: StampClock?

    /// What speaks against it, nil for nothing.
    func obstacle(_ reading: TableReading, _ source: borrowing Session) throws -> String? {
        guard case .column(let name) = reading.rule.track else { return "no column is tracked" }
        guard reading.watched != nil else { return "\(name) is no timestamp with time zone" }
        if let obstacle = try Self.obstacle(column: name, of: projection.source.table, source) { return obstacle }
        guard let clock else { return "it is not known who is writing" }
        if let obstacle = clock.obstacle { return obstacle }
        guard let previous = reading.previous, previous.stampMark != nil else {
            return "it was not known who was writing when it was read last"
        }
        return Self.obstacle(previous)
    }

    /// What was seen of the column so far.
    static func obstacle(_ mark: Watermark) -> String? {
        mark.lateStamps == 0 ? nil : "\(mark.lateStamps.counted("change")) came with a late stamp or none"
    }

    /// What of the table itself speaks against it.
    static func obstacle(
        column name: String, of table: CatalogTable, _ source: borrowing Session
    ) throws(PostgresError) -> String? {
        guard let column = table.column(name), column.isMoment else {
            return "\(name) is no timestamp with time zone"
        }
        guard column.isNotNull else { return "\(name) may be NULL" }
        let rows = try source.rows(
            """
            SELECT true FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_am am ON am.oid = c.relam
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE i.indrelid = \(table.oid)::pg_catalog.oid AND a.attname = \(name) AND am.amname = 'btree'
                AND i.indisvalid AND i.indpred IS NULL LIMIT 1
            """)
        guard !rows.isEmpty else { return "no index leads with \(name)" }
        let future = try source.rows(
            """
            SELECT pg_catalog.max(\(ident: name)) > pg_catalog.clock_timestamp()
            FROM ONLY \(ident: table.name.schema).\(ident: table.name.name)
            """)
        return future.first?[0] == "t" ? "\(name) has a stamp in the future" : nil
    }
}

extension Projection {
    /// The column whose stamps are compared with the time of transactions.
    func watchedColumn(_ rule: TableRule) -> String? {
        guard case .column(let name) = rule.track, source.table.column(name)?.isMoment == true else { return nil }
        return name
    }
}

extension CatalogColumn {
    /// Without time zone a stamp names no moment.
    fileprivate var isMoment: Bool { baseType == "timestamptz" }
}
