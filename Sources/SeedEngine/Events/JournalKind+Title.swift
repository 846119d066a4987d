extension JournalKind {
    /// A few words for docs/JOURNAL_FIELDS.md.
    package var title: String {
        switch self {
        case .applied: "a run wrote rows"
        case .unchanged: "a run found nothing to write"
        case .planned: "a run waits for somebody's leave"
        case .rolledBack: "a snapshot was put back"
        case .failed: "a run failed"
        case .interrupted: "a run was interrupted"
        case .tableChanged: "one table a run changed"
        case .moreTables: "a run changed more tables than have entries"
        case .held: "rows were left alone because a rollback undid them"
        case .conflicts: "rows were left alone because they were edited in the target since the last run"
        case .released: "holds were lifted"
        case .snapshotTaken: "a snapshot was taken"
        case .snapshotsPruned: "snapshots were pruned"
        case .commandFailed: "a command failed that is no run"
        case .warning: "a warning"
        case .started: "the daemon started"
        case .stopping: "the daemon begins no more runs"
        case .stopped: "the daemon ended"
        case .reloaded: "the configuration was read again"
        case .reloadRefused: "a new configuration was refused"
        case .postponed: "an attempt failed and is made again"
        case .recovered: "attempts succeed again"
        case .caughtUp: "a missed run is made up for"
        case .merged: "a tick came during the job's run"
        case .takenElsewhere: "another daemon took the tick"
        case .overdue: "a job is overdue"
        }
    }
}
