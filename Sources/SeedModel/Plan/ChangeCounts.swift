/// Rows of a table, a job or a run by what happens to them.
package struct ChangeCounts: Sendable, Equatable {
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

    package static func + (left: ChangeCounts, right: ChangeCounts) -> ChangeCounts {
        ChangeCounts(
            insert: left.insert + right.insert, update: left.update + right.update,
            delete: left.delete + right.delete, unchanged: left.unchanged + right.unchanged,
            held: left.held + right.held, conflict: left.conflict + right.conflict)
    }

    package static func += (left: inout ChangeCounts, right: ChangeCounts) { left = left + right }
}
