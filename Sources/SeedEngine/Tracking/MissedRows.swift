import Postgres
import SeedModel

/// What a full compare found that tracking would not have: rows that no transaction wrote at the source since the mark.
struct MissedRows {
    /// Keys a warning names.
    private static let named = 10

    let plan: TablePlan
    let reading: TableReading
    private(set) var count = 0
    private(set) var keys: [String] = []
    /// Changes whose stamp lies before the mark.
    private(set) var lateStamps = 0

    /// Nil where there is nothing to hold the comparison against.
    init?(_ plan: TablePlan, _ reading: TableReading, _ source: borrowing Session) throws {
        guard case .content(let why) = reading.method, why.isReconciliation, let mark = reading.previous,
            let projection = plan.projection
        else { return nil }
        self.plan = plan
        self.reading = reading
        try plan.changes.forEachBatch { batch in
            // Rows that are gone are found by the keys, and in a mirror those that are missing as well.
            let kinds: Set<ChangeKind> = projection.mode == .mirror ? [.update] : [.update, .insert]
            try look(at: batch.filter { kinds.contains($0.kind) }, projection, since: mark, source)
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
            SELECT seedd_keys.seedd_n, \(TransactionHorizon.isSince(mark.horizon, side.alias)), \
            \(reading.isLate(side.alias)) FROM \(list) JOIN \(side.from) ON \(join) ORDER BY 1
            """)
        let isByStamp = reading.rule.trust && reading.distrust == nil
        for row in rows {
            // The stamp of a row that nobody wrote at the source is as old as it has to be.
            let (isWritten, isLate) = (row[1] == "t", row[2] == "1")
            if isWritten, isLate { lateStamps += 1 }
            guard !isWritten || isByStamp && isLate, let number = row[0].flatMap({ Int($0) }) else { continue }
            count += 1
            guard self.keys.count < Self.named else { continue }
            self.keys.append(
                zip(projection.keyNames, keys[number - 1]).map { "\($0)=\($1 ?? "NULL")" }.joined(separator: ", "))
        }
    }

    /// For a person; nil where tracking had missed nothing.
    var warning: String? {
        guard count > 0 else { return nil }
        let more = count > keys.count ? " and \(count - keys.count) more" : ""
        return "the full compare found \(count.counted("row")) that tracking had not seen: "
            + "\(keys.joined(separator: "; "))\(more); they were edited at the target, or written by no transaction of the source"
    }
}
