import SeedModel

/// Something to be published.
enum MetricsChange: Sendable {
    case event(Event, at: UTCTime)
    case nextRuns([String: UTCTime])

    /// Nil for an event that changes no number.
    init?(_ event: Event, at time: UTCTime) {
        switch event {
        case .ended, .released, .snapshotTaken, .snapshotsPruned, .daemon(.overdue), .daemon(.takenElsewhere),
            .daemon(.stopped):
            self = .event(event, at: time)
        default: return nil
        }
    }

    /// Whether the snapshot store has to be measured anew.
    var mayChangeStore: Bool {
        switch self {
        case .event(.ended(let run), _): run.outcome != .unchanged
        case .event(.snapshotTaken, _), .event(.snapshotsPruned, _): true
        case .event, .nextRuns: false
        }
    }

    /// The snapshot that was taken.
    var snapshot: String? {
        guard case .event(.snapshotTaken(_, _, let id, _, _), _) = self else { return nil }
        return id
    }
}
