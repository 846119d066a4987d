import Postgres
import SeedModel

/// What `check` has to say of tables with `track:`: how they are read, and why one is compared in full.
struct TrackingCheck {
    let job: Job
    let resolved: JobCatalog.Resolved

    func findings(_ pair: borrowing SessionPair) throws -> [Finding] {
        let rules = resolved.rules
        let tracked = resolved.projections.filter { rules[$0.target.table.name]?.track.isIncremental == true }
        guard !tracked.isEmpty else { return [] }
        let layouts = try TableLayout.read(tracked.map(\.source.table.oid), pair.source)
        let clock = try StampClock.read(pair.source)
        let stored = try WatermarkTable.read(job: job.name, pair.target)
        return try tracked.flatMap { projection -> [Finding] in
            guard let rule = rules[projection.target.table.name], let layout = layouts[projection.source.table.oid]
            else { return [] }
            let mark = stored[projection.target.table.name]?.watermark
            return try findings(projection, rule, layout, clock, mark, pair.source)
        }
    }

    private func findings(
        _ projection: Projection, _ rule: TableRule, _ layout: TableLayout, _ clock: StampClock, _ mark: Watermark?,
        _ source: borrowing Session
    ) throws -> [Finding] {
        let table = projection.source.table
        if let obstacle = try TrackedTables.obstacle(projection, layout, source) {
            return [
                Finding(.tracking, .warning, "\(table.name)", "can't be tracked and is compared in full: \(obstacle)")
            ]
        }
        guard case .column(let column) = rule.track else {
            return [Finding(.tracking, .info, "\(table.name)", "is read by transaction")]
        }
        var obstacle = try StampTrust.obstacle(column: column, of: table, source)
        if obstacle == nil { obstacle = clock.obstacle ?? mark.flatMap(StampTrust.obstacle) }
        switch (rule.trust, obstacle) {
        case (true, nil):
            return [Finding(.tracking, .info, "\(table.name)", "is read by its index on \(column), which is trusted")]
        case (true, let obstacle?):
            return [
                Finding(
                    .tracking, .warning, "\(table.name)",
                    "is read by transaction, not by its index on \(column): \(obstacle)")
            ]
        case (false, _):
            let watched = projection.watchedColumn(rule) == nil ? "is no timestamp with time zone" : "is watched"
            return [Finding(.tracking, .info, "\(table.name)", "is read by transaction; \(column) \(watched)")]
        }
    }
}
