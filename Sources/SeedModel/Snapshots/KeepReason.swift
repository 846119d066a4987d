/// Why a snapshot stays.
package enum KeepReason: Sendable, Equatable {
    /// A group is never left without a snapshot.
    case newest
    case last(Int)
    case within(Interval)
    /// With the day, week or month it stands for.
    case daily(String)
    case weekly(String)
    case monthly(String)
    case damaged
    case fromTheFuture
    /// It was to go.
    case notRemoved
}

extension KeepReason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .newest: "the newest of its job"
        case .last(let count): "last \(count)"
        case .within(let interval): "within \(interval)"
        case .daily(let day): "daily \(day)"
        case .weekly(let week): "weekly \(week)"
        case .monthly(let month): "monthly \(month)"
        case .damaged: "damaged: look at it, then delete its folder"
        case .fromTheFuture: "dated in the future: the clock was ahead, or is behind"
        case .notRemoved: "not removed: pruning failed"
        }
    }
}
