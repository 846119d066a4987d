/// One row's change, decoded for people: canonical text per column, nil for NULL.
///
/// `key` aligns with the table's match key, `before` and `after` with its columns.
package struct Change: Sendable, Equatable {
    package var kind: ChangeKind
    package var key: [String?]
    /// The target's row; nil for an insert.
    package var before: [String?]?
    /// The source's row; nil for a delete.
    package var after: [String?]?
    /// Why the row is not written, of one that is held.
    package var reason: String?
    /// Of a row that was edited in the target since the last run.
    package var edit: TargetEdit?
    /// Columns that keep a conflict policy from deciding.
    package var conflicting: [Int] = []

    package init(
        kind: ChangeKind, key: [String?], before: [String?]?, after: [String?]?, reason: String? = nil
    ) {
        self.kind = kind
        self.key = key
        self.before = before
        self.after = after
        self.reason = reason
    }

    /// Indices of the columns that differ between `before` and `after`; all of them for an insert or a delete.
    package var changedColumns: [Int] {
        guard let before, let after else { return Array((before ?? after ?? []).indices) }
        // Not `==`, which takes two spellings of one grapheme for equal: the database does not.
        return before.indices.filter { index in
            switch (before[index], after[index]) {
            case (nil, nil): false
            case (let old?, let new?): !old.utf8.elementsEqual(new.utf8)
            default: true
            }
        }
    }
}
