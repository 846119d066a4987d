import Postgres
import SeedModel

/// Brings the rows of a saved table into the form the table has now.
struct ConvertedRows {
    private static let batch = (rows: 4000, bytes: 4 << 20)

    private let saved: SnapshotManifest.Table
    private let drift: SchemaDrift
    private let conversions: [TypeConversion]
    private var failures: [ConversionFailures]
    private var lines: LineSorter
    private var pending: [[UInt8]] = []
    private var pendingBytes = 0

    /// Reads the whole table in the caller's transaction; the lines come in the order of `codec`, the key's as it is now.
    ///
    /// - Throws: `refused` with the values that the new types don't take or don't keep.
    static func read(
        _ saved: SnapshotManifest.Table, _ drift: SchemaDrift, codec: KeyCodec, from reader: borrowing SnapshotReader,
        _ events: any EventSink, _ session: borrowing Session
    ) throws -> Spool {
        let progress = RowProgress(.converting, saved.table, of: saved.rows, events)
        defer { progress.end() }
        var rows = ConvertedRows(
            saved: saved, drift: drift, conversions: try TypeConversion.of(drift.retyped, session),
            lines: LineSorter(codec: codec))
        try reader.readTable(saved) { line in
            progress.add()
            try rows.add(line, session)
        }
        try rows.flush(session)
        for failures in rows.failures { try failures.verify(saved) }
        return try rows.lines.finish()
    }

    private init(
        saved: SnapshotManifest.Table, drift: SchemaDrift, conversions: [TypeConversion], lines: LineSorter
    ) {
        self.saved = saved
        self.drift = drift
        self.conversions = conversions
        failures = conversions.map { ConversionFailures(column: $0.column) }
        self.lines = lines
    }

    private mutating func add(_ line: Span<UInt8>, _ session: borrowing Session) throws {
        pending.append(line.bytes)
        pendingBytes += line.count
        guard pending.count >= Self.batch.rows || pendingBytes >= Self.batch.bytes else { return }
        try flush(session)
    }

    private mutating func flush(_ session: borrowing Session) throws {
        let fields = pending.map { line in
            let all = CopyText.fields(line.span)
            return drift.fields.map { all[$0] }
        }
        var converted: [[[UInt8]?]] = []
        for (number, conversion) in conversions.enumerated() {
            let values = zip(pending, fields).map { line, fields in
                ConvertedValue(line.span, fields[conversion.column.field])
            }
            let results = try naming(conversion) {
                try conversion.convert(values[...], refusals: &failures[number].refusals, session)
            }
            for (line, result) in zip(pending, results) where result == nil {
                failures[number].see(line, key: saved.key)
            }
            if failures[number].refusals > TypeConversion.refusalLimit { try failures[number].verify(saved) }
            converted.append(results)
        }
        // After the first value that fails only the others that do are still of interest.
        if !failures.contains(where: { $0.count > 0 }) { try append(fields, converted) }
        pending.removeAll(keepingCapacity: true)
        pendingBytes = 0
    }

    /// Passes on the pending lines: the fields that are written back, and in their place those that were converted.
    private mutating func append(_ fields: [[Range<Int>]], _ converted: [[[UInt8]?]]) throws {
        let conversion = Dictionary(
            zip(conversions.map(\.column.field), converted), uniquingKeysWith: { first, _ in first })
        for index in pending.indices {
            var line: [UInt8] = []
            for (number, field) in fields[index].enumerated() {
                if number > 0 { line.append(CopyText.tab) }
                line += conversion[number]?[index] ?? Array(pending[index][field])
            }
            try lines.append(line)
        }
    }

    /// A cast that does not exist fails whatever the values.
    private func naming<Result>(_ conversion: TypeConversion, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as PostgresError where error.kind == .server && TypeConversion.noCast.contains(error.sqlState)
        {
            let column = conversion.column
            throw SeedError(
                .refused, "\(saved.table)",
                "column \(column.name) was \(column.from) and is \(column.to), and there is no cast both ways",
                hint: ConversionFailures.hint, serverText: error.debugDescription)
        }
    }
}
