/// Something that happened, told to whoever listens; the engine prints nothing itself.
package enum Event: Sendable, Equatable {
    case connected(environment: String, server: String)
    case planning(job: String, tables: Int)
    /// What comparing a table took: rows hashed on both sides, bytes of counts, keys, digests and rows that were shipped.
    case tablePlanned(table: String, counts: ChangeCounts, rowsHashed: Int, bytesShipped: Int)
    case snapshotTaken(job: String, environment: String, id: String, rows: Int, storedBytes: Int)
    /// Of one job, or of all for nil.
    case snapshotsPruned(job: String?, count: Int, freedBytes: Int)
    /// The next of some snapshots is looked at.
    case verifying(snapshot: String, number: Int, of: Int)
    case applying(job: String, changes: Int)
    /// A run is over, well or not.
    case ended(FinishedRun)
    case daemon(DaemonEvent)
    case retrying(job: String, attempt: Int, reason: String)
    case warning(subject: String, message: String)
    /// As it should be, and worth knowing for who asks for more detail.
    case remark(subject: String, message: String)
    /// A message the server raised (`RAISE NOTICE` in a trigger, for instance).
    case notice(environment: String, message: String)
    /// A statement that is sent to `from` or `to`, with its values: for `-vv`, never for a log.
    case statement(side: String, sql: String)
    /// Rows that a run left alone because a rollback undid them.
    case held(job: String, environment: String, rows: Int)
    /// Rows that were edited in the target since the last run and were left for somebody to decide.
    case conflicts(job: String, environment: String, rows: Int)
    /// Holds that were lifted by `seedd release`.
    case released(job: String, environment: String, rows: Int)
    /// A loop over rows, or a statement that may take long, has come so far.
    case progress(Progress)
    /// A command failed that is no run: a snapshot, a release of holds.
    case failed(job: String, code: ErrorCode, message: String, hint: String? = nil)
}
