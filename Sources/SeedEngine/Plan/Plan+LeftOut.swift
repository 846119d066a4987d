package import SeedModel

extension Plan {
    /// Rows that differ are held or in conflict, and a run leaves them as they are.
    package var leavesOut: Bool { counts.held + counts.conflict > 0 }

    package func tellLeftOut(to events: any EventSink) {
        if counts.held > 0 { events.receive(.held(job: job, environment: to, rows: counts.held)) }
        if counts.conflict > 0 { events.receive(.conflicts(job: job, environment: to, rows: counts.conflict)) }
    }
}
