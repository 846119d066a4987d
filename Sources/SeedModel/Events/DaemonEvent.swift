/// What the daemon has to say besides its runs.
package enum DaemonEvent: Sendable, Equatable {
    case started(version: String, jobs: Int)
    /// No run is begun any more; those that are under way may end.
    case stopping(reason: String, running: Int)
    case stopped
    case reloaded(jobs: Int)
    /// The new configuration has these problems, so the old one stays.
    case reloadRefused(problem: String)
    /// An attempt failed of something that may pass, and is made again.
    case postponed(job: String, to: String, tick: UTCTime, attempt: Int, seconds: Int, FinishedRun.Failure)
    /// Attempts succeed again, after so many that did not.
    case recovered(job: String, to: String, attempts: Int)
    /// A tick that passed while nothing could run is carried out now, `seconds` late.
    case caughtUp(job: String, to: String, tick: UTCTime, seconds: Int)
    /// A tick came while the job was still running for an earlier one, which stands for it.
    case merged(job: String, to: String, tick: UTCTime)
    /// Another daemon ran, or is running, the job for this tick.
    case takenElsewhere(job: String, to: String, tick: UTCTime, by: String)
    /// The job should have run at `due`, and no run for it has ended well.
    case overdue(job: String, to: String, due: UTCTime, lastSuccess: UTCTime?)
}
