/// A number that seedd publishes about itself (docs/METRICS.md); the raw value is its name.
package enum Metric: String, Sendable, CaseIterable {
    case info = "seedd_info"
    case lastRun = "seedd_last_run_timestamp_seconds"
    case lastRunSuccess = "seedd_last_run_success"
    case lastRunDuration = "seedd_last_run_duration_seconds"
    case lastRunRows = "seedd_last_run_rows"
    case lastSuccess = "seedd_last_success_timestamp_seconds"
    case runs = "seedd_runs_total"
    case rowsWritten = "seedd_rows_written_total"
    case held = "seedd_held_rows"
    case conflicts = "seedd_conflict_rows"
    case nextRun = "seedd_next_run_timestamp_seconds"
    case overdue = "seedd_overdue"
    case snapshots = "seedd_snapshots"
    case snapshotBytes = "seedd_snapshot_bytes"
    case lastSnapshot = "seedd_snapshot_last_timestamp_seconds"

    /// Names of its labels, in the order of a series' values.
    ///
    /// Not `job`: that is Prometheus' own name for what it scrapes, and would arrive as `exported_job`.
    var labels: [String] {
        switch self {
        case .info: ["version"]
        case .lastRunRows, .rowsWritten: ["seedd_job", "to", "kind"]
        case .runs: ["seedd_job", "to", "outcome"]
        case .snapshots, .snapshotBytes: []
        case .lastRun, .lastRunSuccess, .lastRunDuration, .lastSuccess, .held, .conflicts, .nextRun, .overdue,
            .lastSnapshot:
            ["seedd_job", "to"]
        }
    }

    /// What Prometheus calls it: a counter only grows, a gauge goes up and down.
    var type: String {
        switch self {
        case .runs, .rowsWritten: "counter"
        default: "gauge"
        }
    }

    var help: String {
        switch self {
        case .info: "Version of seedd that wrote this file."
        case .lastRun: "When the last run ended."
        case .lastRunSuccess: "Whether the last run ended well."
        case .lastRunDuration: "How long the last run took."
        case .lastRunRows: "Rows of the last run by what became of them."
        case .lastSuccess: "When the last run that ended well did so."
        case .runs: "Runs by how they ended."
        case .rowsWritten: "Rows written by committed runs."
        case .held: "Rows the last promotion left alone because a rollback undid them."
        case .conflicts: "Rows the last promotion left alone because they were edited in the target."
        case .nextRun: "When the daemon will run the job next."
        case .overdue: "Whether a scheduled run is missing."
        case .snapshots: "Snapshots in the store."
        case .snapshotBytes: "Size of the snapshot store."
        case .lastSnapshot: "When the newest snapshot was taken."
        }
    }
}
