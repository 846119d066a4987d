/// Where a run is known from.
package enum StatusSource: String, Sendable {
    case journal
    /// Schema `seedd` of the target, which knows the runs of all machines, and only those that wrote something.
    case history
}
