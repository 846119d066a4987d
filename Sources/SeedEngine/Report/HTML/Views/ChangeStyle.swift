import SeedModel

/// How a kind of change is told from the others: by a word and a sign, not by its colour alone.
struct ChangeStyle {
    /// The page's name of the kind, in its classes and its filter.
    let kind: String
    let sign: String
    let label: String
    /// A run does it; the others are left alone.
    var isWritten = false

    static let insert = ChangeStyle(kind: "insert", sign: "+", label: "insert", isWritten: true)
    static let update = ChangeStyle(kind: "update", sign: "~", label: "update", isWritten: true)
    static let delete = ChangeStyle(kind: "delete", sign: "−", label: "delete", isWritten: true)
    static let held = ChangeStyle(kind: "held", sign: "=", label: "held")
    static let conflict = ChangeStyle(kind: "conflict", sign: "!", label: "conflict")
    /// An edit in the target that the conflict policy keeps.
    static let kept = ChangeStyle(kind: "kept", sign: "=", label: "kept")
    static let unchanged = ChangeStyle(kind: "unchanged", sign: "", label: "unchanged")

    static func of(_ change: Change) -> ChangeStyle {
        switch change.kind {
        case .insert: insert
        case .update: update
        case .delete: delete
        case .held: held
        case .conflict: change.edit?.isKept == true ? kept : conflict
        }
    }
}
