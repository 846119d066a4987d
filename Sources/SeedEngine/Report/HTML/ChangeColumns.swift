import SeedModel

/// The columns of a change as they are laid out: what matters in the open, the rest behind a disclosure.
struct ChangeColumns {
    private(set) var open: [ColumnView] = []
    /// None or one.
    private(set) var fold: [FoldView] = []

    /// Columns of an added or removed row that stand in the open.
    private static let openValues = 8
    /// Differing columns that do.
    private static let openDifferences = 60
    /// Columns behind a disclosure; a table may have 1,600.
    private static let foldedColumns = 200
    /// Characters of a column in which nothing happens.
    private static let quiet = SpanWriter(piece: 160)

    private let table: TablePlan

    init(_ change: Change, _ table: TablePlan, _ plan: Plan) {
        self.table = table
        if change.kind == .conflict, let edit = change.edit {
            layOutSides(change, edit, plan)
        } else if let before = change.before, let after = change.after {
            layOutDifferences(change, before, after)
        } else {
            layOutRow(change.after ?? change.before ?? [], change.after == nil ? .old : .new)
        }
    }

    private mutating func layOutDifferences(_ change: Change, _ before: [String?], _ after: [String?]) {
        let table = table
        let indices = table.columns.indices.filter { $0 < before.count && $0 < after.count }
        let changed = Set(change.changedColumns)
        let differing = indices.filter(changed.contains)
        open = differing.prefix(Self.openDifferences).map {
            ColumnView.difference(table.columns[$0], before[$0], after[$0])
        }
        let more = differing.dropFirst(Self.openDifferences)
        let equal = indices.filter { !changed.contains($0) && !table.key.contains(table.columns[$0]) }
        guard !more.isEmpty else {
            return put(equal, "unchanged", Self.openValues * 4) {
                .value(table.columns[$0], after[$0], .same, Self.quiet)
            }
        }
        put(Array(more), "more changed", Self.foldedColumns) {
            .difference(table.columns[$0], before[$0], after[$0])
        }
    }

    private mutating func layOutRow(_ row: [String?], _ side: WordDifference.Side) {
        let table = table
        let indices = table.columns.indices.filter { $0 < row.count && !table.key.contains(table.columns[$0]) }
        func view(_ index: Int) -> ColumnView { .value(table.columns[index], row[index], side, SpanWriter()) }
        guard indices.count > Self.openValues + 1 else {
            open = indices.map(view)
            return
        }
        let shown = Array(indices.filter { row[$0] != nil }.prefix(Self.openValues))
        open = shown.map(view)
        put(indices.filter { !shown.contains($0) }, "more", Self.foldedColumns, view)
    }

    private mutating func layOutSides(_ change: Change, _ edit: TargetEdit, _ plan: Plan) {
        let table = table
        // A row that stays deleted, or there, has no two sides to be compared.
        if edit.isKept, change.before == nil || change.after == nil { return }
        let shown = edit.isKept ? change.changedColumns : change.conflicting
        let columns = shown.filter { $0 < table.columns.count && !table.key.contains(table.columns[$0]) }
        func view(_ column: Int) -> ColumnView {
            .sides(
                table.columns[column],
                [
                    SideView("promoted last", edit.base, column),
                    SideView(plan.from, change.after, column, base: edit.base),
                    SideView(plan.to, change.before, column, base: edit.base),
                ])
        }
        open = columns.prefix(Self.openDifferences).map(view)
        let more = Array(columns.dropFirst(Self.openDifferences))
        if !more.isEmpty { put(more, "more", Self.foldedColumns, view) }
    }

    private mutating func put(_ indices: [Int], _ what: String, _ limit: Int, _ view: (Int) -> ColumnView) {
        guard !indices.isEmpty else { return }
        let title = "\(indices.count.grouped) \(what) \(indices.count == 1 ? "column" : "columns")"
        fold = [
            FoldView(title: title, columns: indices.prefix(limit).map(view), leftOut: max(0, indices.count - limit))
        ]
    }
}
