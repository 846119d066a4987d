import Postgres
import SeedModel

/// Decides for the tables of a job how they are read, in the transactions of a plan.
struct TrackedTables {
    let job: Job
    let isNarrowed: Bool
    let isFull: Bool
    /// Target tables in which rows are held: their rows are looked at every time, so that a hold is seen to stand.
    let held: Set<TableName>
    let clock: StampClock?

    /// By target table; tables that are not tracked are not among them.
    func readings(
        _ projections: [Projection], rules: [TableName: TableRule], _ pair: borrowing SessionPair
    ) throws -> [TableName: TableReading] {
        // What was edited in the target shows only where both sides are read.
        let tracked = projections.filter { projection in
            rules[projection.target.table.name].map { $0.track.isIncremental && $0.onConflict == .source } ?? false
        }
        guard !tracked.isEmpty else { return [:] }
        let position = try TransactionHorizon.read(pair.source)
        let targetPosition = try TransactionHorizon.read(pair.target)
        let identity = try DatabaseIdentity.read(pair.source)
        let layouts = (
            source: try TableLayout.read(tracked.map(\.source.table.oid), pair.source),
            target: try TableLayout.read(tracked.map(\.target.table.oid), pair.target)
        )
        let stored = try WatermarkTable.read(job: job.name, pair.target)
        let isHidden = try WatermarkTable.access(pair.target) == .hidden
        var readings: [TableName: TableReading] = [:]
        for projection in tracked {
            let table = projection.target.table
            guard let rule = rules[table.name], let layout = layouts.source[projection.source.table.oid] else {
                continue
            }
            let old = stored[table.name]
            let now = Watermark(
                definition: TrackingDefinition.digest(
                    projection, rule, layouts: (layout.digest, layouts.target[table.oid]?.digest ?? "")),
                source: SourceHistory.text(identity, relation: projection.source.table.oid),
                horizon: TestHook.isNaiveWatermark ? position.next : position.oldest, seen: position.next,
                stampMark: clock?.mark, lateStamps: 0)
            let broken = old.flatMap { Self.obstacle(toGoingOnFrom: $0.watermark, now, position) }
            var reading = TableReading(
                rule: rule, horizon: now.horizon,
                method: try method(projection, layout, old, isHidden ? .unreadable : broken, rule, pair.source),
                previous: broken == nil ? old?.watermark : nil)
            reading.watched = projection.watchedColumn(rule).map { .init(name: $0) }
            if case .content(.impossible) = reading.method {
                readings[table.name] = reading
                continue
            }
            if !isNarrowed, !held.contains(table.name) {
                reading.pending = PendingWatermark(
                    watermark: now, replaced: old, isReconciled: false, targetHorizon: targetPosition.oldest)
            }
            try goOn(&reading, projection, pair.source)
            readings[table.name] = reading
        }
        return readings
    }

    private func method(
        _ projection: Projection, _ layout: TableLayout, _ old: StoredWatermark?,
        _ broken: ReadingMethod.FullCompare?, _ rule: TableRule, _ source: borrowing Session
    ) throws -> ReadingMethod {
        if let obstacle = try Self.obstacle(projection, layout, source) { return .content(.impossible(obstacle)) }
        if isNarrowed { return .content(.narrowed) }
        if isFull { return .content(.requested) }
        if held.contains(projection.target.table.name) { return .content(.held) }
        if let broken { return .content(broken) }
        guard let old else { return .content(.noWatermark) }
        guard old.unreconciled >= 0, old.unreconciled < rule.reconcile.milliseconds else {
            return .content(.due(reconcile: "\(rule.reconcile)"))
        }
        return .written(since: old.watermark.horizon)
    }

    /// Why a stored mark says nothing of the source as it is now.
    private static func obstacle(
        toGoingOnFrom old: Watermark, _ now: Watermark, _ position: TransactionHorizon
    ) -> ReadingMethod.FullCompare? {
        guard old.definition == now.definition else { return .otherDefinition }
        guard old.source == now.source else { return .otherSource }
        return position.reaches(old.horizon) ? nil : .lostHorizon
    }

    /// Why a table can't be tracked, nil where it can.
    static func obstacle(
        _ projection: Projection, _ layout: TableLayout, _ source: borrowing Session
    ) throws -> String? {
        let table = projection.source.table
        guard table.kind == .table else { return "transactions don't tell what changed in a \(table.kind.noun)" }
        guard layout.isTrackable else {
            return "it is no heap table, or the text of a column's type may change by itself"
        }
        if let reference = projection.references.first {
            return "its rows are compared by \(reference.description), which may change without them"
        }
        guard table.guaranteesUnique(projection.keyNames),
            projection.target.table.guaranteesUnique(projection.keyNames)
        else { return "nothing keeps its match key unique on both sides" }
        guard table.nullable(projection.keyNames).isEmpty,
            projection.target.table.nullable(projection.keyNames).isEmpty
        else { return "its match key may be NULL" }
        return try RowLocality(projection: projection).obstacle(source).map {
            "its `where:` or `set:` looks beyond the row: \($0)"
        }
    }

    /// What carries on from the last reading: the mark of stamps, their count, and whether the column is trusted.
    private func goOn(
        _ reading: inout TableReading, _ projection: Projection, _ source: borrowing Session
    ) throws {
        if case .content = reading.method { reading.pending?.isReconciled = true }
        guard let previous = reading.previous else { return }
        reading.watched?.mark = previous.stampMark
        reading.watched?.seen = previous.seen
        if reading.method != .content(.requested) { reading.pending?.watermark.lateStamps = previous.lateStamps }
        if clock?.mark == nil { reading.pending?.watermark.stampMark = previous.stampMark }
        guard reading.rule.trust else { return }
        reading.distrust = try StampTrust(projection: projection, clock: clock).obstacle(reading, source)
        guard reading.distrust == nil, let mark = previous.stampMark, case .written = reading.method else { return }
        reading.method = .stamped(since: mark)
        // What a column is trusted for was not seen to be so: rows are known to have been read up to the old horizon.
        reading.pending?.watermark.horizon = previous.horizon
    }
}

extension Job {
    /// Whether a rule names a column whose stamps are watched.
    var watchesStamps: Bool { tables.contains { $0.track.isIncremental && $0.track != .changes } }
}

extension TableRule.Tracking {
    var isIncremental: Bool { self != .content }
}

extension CatalogTable.Kind {
    fileprivate var noun: String {
        switch self {
        case .table: "table"
        case .partitioned: "partitioned table"
        case .view: "view"
        case .materializedView: "materialized view"
        case .foreign: "foreign table"
        }
    }
}
