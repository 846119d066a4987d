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
        let tracked = projections.filter { rules[$0.target.table.name]?.track.isIncremental == true }
        guard !tracked.isEmpty else { return [:] }
        let position = try TransactionHorizon.read(pair.source)
        let targetPosition = try TransactionHorizon.read(pair.target)
        let identity = try DatabaseIdentity.read(pair.source)
        let layouts = (
            source: try TableLayout.read(tracked.map(\.source.table.oid), pair.source),
            target: try TableLayout.read(tracked.map(\.target.table.oid), pair.target)
        )
        let stored = try WatermarkTable.read(job: job.name, pair.target)
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
                horizon: TestHook.isNaiveWatermark ? position.next : position.oldest, stampMark: clock?.mark,
                lateStamps: 0)
            var reading = TableReading(rule: rule, method: .content(.notTracked))
            reading.watched = projection.watchedColumn(rule).map { ($0, nil) }
            reading.method = try method(projection, layout, old, now, position, rule, pair.source)
            if case .content(.impossible) = reading.method {
                readings[table.name] = reading
                continue
            }
            if !isNarrowed, !held.contains(table.name) {
                reading.pending = PendingWatermark(
                    watermark: now, replaced: old, isReconciled: false, targetHorizon: targetPosition.oldest)
            }
            try goOn(&reading, from: old, projection, pair.source)
            readings[table.name] = reading
        }
        return readings
    }

    private func method(
        _ projection: Projection, _ layout: TableLayout, _ old: StoredWatermark?, _ now: Watermark,
        _ position: TransactionHorizon, _ rule: TableRule, _ source: borrowing Session
    ) throws -> ReadingMethod {
        if let obstacle = try Self.obstacle(projection, layout, source) { return .content(.impossible(obstacle)) }
        if isNarrowed { return .content(.narrowed) }
        if isFull { return .content(.requested) }
        if held.contains(projection.target.table.name) { return .content(.held) }
        guard let old else { return .content(.noWatermark) }
        guard old.watermark.definition == now.definition else { return .content(.otherDefinition) }
        guard old.watermark.source == now.source else { return .content(.otherSource) }
        guard position.reaches(old.watermark.horizon) else { return .content(.lostHorizon) }
        guard old.unreconciled >= 0, old.unreconciled < rule.reconcile.milliseconds else {
            return .content(.due(reconcile: "\(rule.reconcile)"))
        }
        return .written(since: old.watermark.horizon)
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
        guard table.guaranteesUnique(projection.keyNames),
            projection.target.table.guaranteesUnique(projection.keyNames)
        else { return "nothing keeps its match key unique on both sides" }
        return try RowLocality(projection: projection).obstacle(source).map {
            "its `where:` or `set:` looks beyond the row: \($0)"
        }
    }

    /// What carries on from the last reading: the mark of stamps, their count, and whether the column is trusted.
    private func goOn(
        _ reading: inout TableReading, from old: StoredWatermark?, _ projection: Projection, _ source: borrowing Session
    ) throws {
        guard let old, reading.isContinued else { return reading.markReconciled() }
        if let column = reading.watched?.column { reading.watched = (column, old.watermark.stampMark) }
        reading.pending?.watermark.lateStamps = old.watermark.lateStamps
        if clock?.mark == nil { reading.pending?.watermark.stampMark = old.watermark.stampMark }
        if case .content = reading.method { reading.markReconciled() }
        guard reading.rule.trust else { return }
        reading.distrust = try StampTrust(projection: projection, clock: clock).obstacle(reading, source)
        guard reading.distrust == nil, let mark = old.watermark.stampMark, case .written = reading.method else {
            return
        }
        reading.method = .stamped(since: mark)
        // What a column is trusted for was not seen to be so: rows are known to have been read up to the old horizon.
        reading.pending?.watermark.horizon = old.watermark.horizon
    }
}

extension TableReading {
    /// The stored mark is of the same source and definition, and its count of late stamps still stands.
    fileprivate var isContinued: Bool {
        switch method {
        case .written, .stamped: true
        case .content(let why): why.isReconciliation
        }
    }

    mutating func markReconciled() { pending?.isReconciled = true }
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
