package import SeedModel

extension Plan {
    /// Rows that differ are held or in conflict, and a run leaves them as they are.
    package var leavesOut: Bool { counts.held + counts.conflict > 0 }

    package func tellLeftOut(to events: any EventSink) {
        if counts.held > 0 { events.receive(.held(job: job, environment: to, rows: counts.held)) }
        // A plan with others is refused, in words of its own.
        let open = tables.reduce(0) { $0 + ($1.policy == .fail ? 0 : $1.counts.conflict) }
        if open > 0 { events.receive(.conflicts(job: job, environment: to, rows: open)) }
    }
}
