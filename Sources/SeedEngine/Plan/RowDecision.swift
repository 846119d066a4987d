/// What somebody decided about one row of a plan.
package enum RowDecision: Sendable, Equatable {
    /// What the plan says.
    case asPlanned
    /// The target's row stays as it is, for a reason told to people. Where the row is `isOpen` it counts as a conflict, which
    /// somebody has to settle; else it was left out on purpose and counts as nothing.
    case leave(reason: String, isOpen: Bool)
    /// What the source has is written, of a row in conflict.
    case source
    /// The target's row stays, of a row in conflict, and its edits are no conflict with this row of the source again.
    case target
    /// A row with these values is written: one for every column of the table plan.
    case values([String?])
}
