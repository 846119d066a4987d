import SeedModel

/// A table with changes, or with something else to be said of it.
struct TableView {
    let id: String
    let title: [RunView]
    /// For places that hold plain text.
    let name: String
    let counts: [CountView]
    let unchanged: String
    let bar: BarView
    /// What was edited in the target, what a person should know, and why rows are not listed; sentences.
    let remarks: [ChangeView.Remark]
    let rows: String
}

extension TableView {
    init(_ table: TablePlan, id: String, in plan: Plan) {
        var remarks: [ChangeView.Remark] = []
        if let summary = table.editSummary(in: plan.to) {
            remarks.append(ChangeView.Remark(text: Printable.escaped(summary) + ".", isDrift: true))
        }
        if table.isWholeCopy {
            let text =
                "The table is empty in \(Printable.escaped(plan.to)): its rows are copied as a whole and are not listed."
            remarks.append(ChangeView.Remark(text: text, isDrift: false))
        }
        remarks += table.notes.map { ChangeView.Remark(text: Printable.escaped($0), isDrift: false) }
        self.init(
            id: id, title: RunView.of(table.title), name: Printable.escaped(table.title),
            counts: CountView.of(table.counts, kept: table.edits.kept),
            unchanged: table.counts.unchanged.grouped, bar: BarView(table.counts, kept: table.edits.kept),
            remarks: remarks, rows: table.targetRows.grouped)
    }
}
