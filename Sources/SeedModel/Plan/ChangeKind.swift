/// What a change does to its row. Raw values are the `op` of JSON and YAML output.
package enum ChangeKind: String, Sendable, CaseIterable {
    case insert, update, delete
    /// Kept out because a rollback rejected this source value.
    case held
    /// The target row was edited since the last run and the conflict policy leaves it.
    case conflict

    /// Whether a run writes the row.
    package var isWritten: Bool {
        switch self {
        case .insert, .update, .delete: true
        case .held, .conflict: false
        }
    }
}
