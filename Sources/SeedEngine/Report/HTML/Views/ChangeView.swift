import SeedModel

/// One change: what happens, to which row, and what differs.
struct ChangeView {
    struct Key {
        let name: [RunView]
        let value: ValueView
    }

    struct Remark {
        let text: String
        /// Somebody edited the row in the target.
        let isDrift: Bool
    }

    /// The anchor by which the change is linked to.
    let id: String
    let style: ChangeStyle
    /// `held delete` where the sign leaves open what is held.
    let label: String
    let keys: [Key]
    let remarks: [Remark]
    let columns: [ColumnView]
    let fold: [FoldView]
}

extension ChangeView {
    init(_ change: Change, id: String, in table: TablePlan, of plan: Plan) {
        let columns = ChangeColumns(change, table, plan)
        let style = ChangeStyle.of(change)
        let isRowMissing =
            change.kind == .held ? (change.before == nil ? " insert" : change.after == nil ? " delete" : "") : ""
        self.init(
            id: id, style: style, label: style.label + isRowMissing,
            keys: zip(table.key, change.key).map { name, value in
                Key(name: RunView.of(name), value: ValueView(value, .same, SpanWriter(piece: 200)))
            },
            remarks: Self.remarks(change, plan), columns: columns.open, fold: columns.fold)
    }

    private static func remarks(_ change: Change, _ plan: Plan) -> [Remark] {
        var remarks: [Remark] = []
        if let reason = change.reason { remarks.append(Remark(text: Printable.escaped(reason), isDrift: false)) }
        if let edit = change.edit {
            let verb = change.before == nil ? "deleted" : "edited"
            let since = edit.since.map { " since \($0.prefix(10))" } ?? ""
            remarks.append(Remark(text: "\(verb) in \(Printable.escaped(plan.to))\(since)", isDrift: true))
        }
        if change.kind == .conflict, change.after == nil {
            remarks.append(Remark(text: "deleted in \(Printable.escaped(plan.from))", isDrift: false))
        }
        return remarks
    }
}
