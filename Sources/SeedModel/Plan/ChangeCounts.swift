/// Rows of a table, a job or a run by what happens to them.
package struct ChangeCounts: Sendable, Equatable, Codable {
    package var insert = 0
    package var update = 0
    package var delete = 0
    package var unchanged = 0
    package var held = 0
    package var conflict = 0

    package init(
        insert: Int = 0, update: Int = 0, delete: Int = 0, unchanged: Int = 0, held: Int = 0, conflict: Int = 0
    ) {
        self.insert = insert
        self.update = update
        self.delete = delete
        self.unchanged = unchanged
        self.held = held
        self.conflict = conflict
    }

    /// Rows that would be written.
    package var changes: Int { insert + update + delete }

    /// The rows of one kind of change.
    package subscript(kind: ChangeKind) -> Int {
        get {
            switch kind {
            case .insert: insert
            case .update: update
            case .delete: delete
            case .held: held
            case .conflict: conflict
            }
        }
        set {
            switch kind {
            case .insert: insert = newValue
            case .update: update = newValue
            case .delete: delete = newValue
            case .held: held = newValue
            case .conflict: conflict = newValue
            }
        }
    }

    package static func + (left: ChangeCounts, right: ChangeCounts) -> ChangeCounts {
        ChangeCounts(
            insert: left.insert + right.insert, update: left.update + right.update,
            delete: left.delete + right.delete, unchanged: left.unchanged + right.unchanged,
            held: left.held + right.held, conflict: left.conflict + right.conflict)
    }

    package static func += (left: inout ChangeCounts, right: ChangeCounts) { left = left + right }
}
