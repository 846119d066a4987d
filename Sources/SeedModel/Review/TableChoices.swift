/// What a person chose for the rows of one table, by their order.
package struct TableChoices: Sendable, Equatable {
    /// The first rows, one by one.
    package internal(set) var rows: [RowChoice] = []
    /// All rows after them.
    package internal(set) var rest = RowChoice.leave

    /// Whether the table is to be written as planned.
    package var takesAll: Bool { rest == .take && rows.allSatisfy { $0 == .take } }

    package subscript(row: Int) -> RowChoice { row < rows.count ? rows[row] : rest }
}

/// What a person chose for a row.
package enum RowChoice: Sendable, Equatable {
    /// It is written as planned; a conflict stays one.
    case take
    /// It is not written; a conflict stays one.
    case leave
    /// A conflict is settled with what that side has.
    case source, target
}
