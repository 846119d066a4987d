/// What became of a run; the value of `SEEDD_OUTCOME` in the journal.
package enum RunOutcome: String, Sendable, CaseIterable {
    /// Rows were written.
    case applied
    /// There was nothing to write.
    case unchanged
    /// Rows would have been written, by somebody's leave: the target is protected and the job not `unattended`.
    case planned
    /// Rows of a snapshot were put back.
    case rolledBack = "rolled_back"
    case failed
    /// By a signal; the target is as it was.
    case interrupted

    /// The job stands as its source has it, or as somebody wanted it.
    package var isSuccess: Bool {
        switch self {
        case .applied, .unchanged, .planned, .rolledBack: true
        case .failed, .interrupted: false
        }
    }
}
