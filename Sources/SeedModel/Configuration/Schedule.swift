/// When a job runs, as written; carried out by the daemon.
package enum Schedule: Sendable, Equatable {
    /// Five cron fields.
    case cron(String)
    case every(Interval)
}
