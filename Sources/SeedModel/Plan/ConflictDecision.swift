/// What a conflict policy does about one row that differs.
package enum ConflictDecision: Sendable, Equatable {
    /// The source's row is written.
    case write
    /// It is written but for these columns, which keep what the target has: nothing where the sides differ in no others.
    case merge([Int])
    /// The target's row stays as it is; nobody has to decide.
    case keep
    /// The target's row stays until somebody decides; these columns are in the way.
    case conflict([Int])
}
