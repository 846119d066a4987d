import SeedModel

extension JournalKind {
    /// Of the entry that a run ends with.
    init(_ outcome: RunOutcome) {
        self =
            switch outcome {
            case .applied: .applied
            case .unchanged: .unchanged
            case .planned: .planned
            case .rolledBack: .rolledBack
            case .failed: .failed
            case .interrupted: .interrupted
            }
    }

    /// The kinds of entries that a run ends with.
    static let runs = RunOutcome.allCases.map { JournalKind($0) }
}
