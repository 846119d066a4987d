import Postgres
import SeedModel

/// What a full compare found that tracking would not have.
struct MissedRows {
    /// Keys a warning names.
    private static let named = 10

    let plan: TablePlan
    let reading: TableReading
    private(set) var count = 0
    private(set) var keys: [String] = []
    /// Changes that carry a stamp from before the last run and were written after it.
    private(set) var lateStamps = 0

    /// Nil where there is nothing to hold the comparison against.
    init?(_ plan: TablePlan, _ reading: TableReading, _ source: borrowing Session) throws {
        guard case .content(let why) = reading.method, why.isReconciliation, let mark = reading.previous,
            let projection = plan.projection
        else { return nil }
        self.plan = plan
        self.reading = reading
        try plan.changes.forEachBatch { batch in
            try look(at: batch.filter { $0.kind == .update || $0.kind == .insert }, projection, since: mark, source)
        }
    }

    private mutating func look(
        at records: [ChangeRecord], _ projection: Projection, since mark: Watermark, _ source: borrowing Session
    ) throws {
        guard !records.isEmpty else { return }
        let keys = records.map { record in
            Array(CopyText.decode(record.after ?? record.before ?? []).prefix(projection.keyCount))
        }
        let side = projection.source
        let (list, join) = projection.joining(keys, side)
        let rows = try source.rows(
            """
            SELECT seedd_keys.seedd_n, \(isFound(since: mark, side.alias)), \(reading.isLate(side.alias)) FROM \(list) JOIN \(side.from) ON \(join) ORDER BY 1
            """)
        for row in rows {
            if row[2] == "1" { lateStamps += 1 }
            guard row[1] != "t", let number = row[0].flatMap({ Int($0) }) else { continue }
            // Rows that are gone are found by the keys, and in a mirror those that are missing as well.
            if projection.mode == .mirror, records[number - 1].kind == .insert { continue }
            count += 1
            guard self.keys.count < Self.named else { continue }
            self.keys.append(
                zip(projection.keyNames, keys[number - 1]).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", "))
        }
    }

    /// The column that tracking would have gone by, and its mark; nil where it would have gone by transactions.
    private var trusted: (column: String, mark: String)? {
        guard reading.rule.trust, reading.distrust == nil, let watched = reading.watched, let mark = watched.mark else {
            return nil
        }
        return (watched.name, mark)
    }

    private func isFound(since mark: Watermark, _ alias: SQL) -> SQL {
        guard let trusted else { return TransactionHorizon.isSince(mark.horizon, alias) }
        return "\(alias).\(ident: trusted.column) >= \(trusted.mark)::pg_catalog.timestamptz"
    }

    /// For a person; nil where tracking had missed nothing.
    var warning: String? {
        guard count > 0 else { return nil }
        let more = count > keys.count ? " and \(count - keys.count) more" : ""
        return "the full compare found \(count.counted("row")) that tracking had not seen: "
            + "\(keys.joined(separator: "; "))\(more); edited at the target, or "
            + (trusted == nil
                ? "changed without a transaction of the source" : "written with a stamp from before the last run")
    }
}
