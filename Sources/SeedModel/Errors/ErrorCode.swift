/// What kind of failure it is; one per exit code, so that a supervisor can tell "try again" from "a person must act".
package enum ErrorCode: String, Sendable, CaseIterable {
    /// Nothing known about it; the target is as it was.
    case unexpected
    /// A guard, a missing confirmation, a stale plan, the same database twice, rows outside the job.
    case refused
    case usage
    /// Rows that can't be keyed or written; a damaged snapshot, plan or seed file.
    case badData = "bad_data"
    /// No such job, table, snapshot or file.
    case notFound = "not_found"
    /// The database can't be reached or is read-only.
    case unavailable
    /// An invariant of seedd was violated; the transaction was rolled back.
    case invariant
    /// The snapshot store can't be written.
    case storeUnwritable = "store_unwritable"
    /// Lock held, serialization failure, connection lost, outcome unknown.
    case tryAgain = "try_again"
    /// A permission is missing in a database or on a file.
    case permission
    case configuration
    case interrupted
    case terminated
}
