import Postgres
import SeedModel

/// Looks up how rows of one table were promoted last.
struct BaseRows {
    let job: String
    let projection: Projection
    private let key: ColumnSelection

    /// nil where no row could be looked up by the projection's key.
    init?(job: String, _ projection: Projection) {
        guard let key = ColumnSelection(projection.keyNames, of: projection.columnNames) else { return nil }
        self.job = job
        self.projection = projection
        self.key = key
    }

    /// A row as it was promoted last.
    struct Row {
        /// Escaped values, in the order of the projection's columns; nil where the row had no such column.
        var fields: [ArraySlice<UInt8>?]
        /// UTC, ISO 8601.
        var promotedAt: String

        /// The row as COPY text; what is not known is as in `line`. A merged row is none that the source ever had.
        func line(over line: [UInt8]) -> [UInt8] {
            let other = CopyText.fields(line.span).map { line[$0] }
            return Array(
                other.indices.map { $0 < fields.count ? fields[$0] ?? other[$0] : other[$0] }
                    .joined(separator: [CopyText.tab]))
        }
    }

    func keyDigest(_ record: ChangeRecord) -> String { (record.after ?? record.before).map(key.digest) ?? "" }

    /// Those of the changed rows, in their order; nil where none was promoted.
    func find(_ records: [ChangeRecord], _ session: borrowing Session) throws -> [Row?] {
        let names = projection.columnNames
        let digests = SQL.arrayLiteral(records.map(keyDigest))
        let isKnown = names.map { "pg_catalog.jsonb_exists(seedd_b.row, \($0))::pg_catalog.int4" as SQL }
        let values = names.map { "pg_catalog.jsonb_extract_path_text(seedd_b.row, \($0))" as SQL }
        try session.send(
            """
            COPY (SELECT seedd_n, \(raw: Self.iso("seedd_b.promoted_at")),
                    pg_catalog.array_to_string(ARRAY[\(isKnown)], ''), \(values)
                FROM pg_catalog.unnest(\(digests)::pg_catalog.text[]) WITH ORDINALITY AS seedd_keys (digest, seedd_n)
                JOIN seedd.base AS seedd_b ON \(BaseTable.condition(job: job, table: projection.target.table.name))
                    AND seedd_b.key_digest = seedd_keys.digest) TO STDOUT
            """)
        try session.beginCopyOut()
        var found = [Row?](repeating: nil, count: records.count)
        var line: [UInt8] = []
        while try session.copyRow(into: &line) {
            line.removeLast()
            let fields = CopyText.fields(line.span).map { line[$0] }
            let number = Int(String(decoding: fields[0], as: UTF8.self)) ?? 0
            let known = Array(fields[2])
            found[number - 1] = Row(
                fields: zip(known, fields[3...]).map { $0 == UInt8(ascii: "1") ? $1 : nil },
                promotedAt: String(decoding: fields[1], as: UTF8.self))
            line.removeAll(keepingCapacity: true)
        }
        try session.finish()
        return found
    }

    /// A time as documents write it.
    static func iso(_ time: String) -> String {
        "pg_catalog.to_char(\(time) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
    }
}
