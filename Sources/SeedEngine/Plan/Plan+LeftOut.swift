package import SeedModel

extension Plan {
    /// Rows that differ are held or in conflict, and a run leaves them as they are.
    package var leavesOut: Bool { counts.held + counts.conflict > 0 }

    /// `stale` rows are told by whoever left them out.
    package func tellLeftOut(to events: any EventSink, stale: Int = 0) {
        if counts.held > 0 { events.receive(.held(job: job, environment: to, rows: counts.held)) }
        // A plan with others is refused, in words of its own.
        let open = tables.reduce(0) { $0 + ($1.policy == .fail ? 0 : $1.counts.conflict) }
        if open > stale { events.receive(.conflicts(job: job, environment: to, rows: open - stale)) }
    }

    /// Rows that a run leaves as they are because they moved after the plan was made: how many, and a few of them in words.
    package func staleRows(naming limit: Int) throws -> (count: Int, named: [String]) {
        var count = 0
        var named: [String] = []
        for table in tables where table.counts.conflict > 0 {
            try table.changes.forEach { change in
                guard change.kind == .conflict, change.edit?.isKept == false, let reason = change.reason else {
                    return true
                }
                count += 1
                if named.count < limit {
                    named.append("\(table.target): \(StaleRow.name(table.columns, change.key)) was \(reason)")
                }
                return true
            }
        }
        return (count, named)
    }
}
