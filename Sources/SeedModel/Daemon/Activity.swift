/// Something the daemon does again and again.
package enum Activity: Hashable, Sendable {
    /// Runs a job.
    case run(job: String)
    /// Takes a snapshot of a job's target tables.
    case snapshot(job: String)
    /// Removes snapshots that no rule keeps.
    case prune

    /// The job it is about: two activities of one job never go on at once.
    package var job: String? {
        switch self {
        case .run(let job), .snapshot(let job): job
        case .prune: nil
        }
    }
}

extension Activity: CustomStringConvertible {
    package var description: String {
        switch self {
        case .run(let job): job
        case .snapshot(let job): "snapshot of \(job)"
        case .prune: "pruning"
        }
    }
}
