/// Something the daemon does again and again.
package enum Activity: Hashable, Sendable {
    /// Promotes a job to one of its targets.
    case run(JobTarget)
    /// Takes a snapshot of a job's tables in one of its targets.
    case snapshot(JobTarget)
    /// Removes snapshots that no rule keeps.
    case prune

    /// What it is about: two activities of one job never go on at once in one target.
    package var target: JobTarget? {
        switch self {
        case .run(let target), .snapshot(let target): target
        case .prune: nil
        }
    }
}

extension Activity: CustomStringConvertible {
    package var description: String {
        switch self {
        case .run(let target): "\(target)"
        case .snapshot(let target): "snapshot of \(target)"
        case .prune: "pruning"
        }
    }
}
