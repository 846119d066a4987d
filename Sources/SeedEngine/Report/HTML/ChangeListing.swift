import SeedModel

/// Writes tables with their changes, one after the other, as far as the page has room for them.
struct ChangeListing {
    let templates: ReportTemplates
    var allowance: ReportAllowance

    mutating func write(
        _ table: TablePlan, _ view: TableView, _ plan: Plan, to output: (String) throws -> Void
    ) throws {
        try output(templates.render(.table, view) + "\n")
        var listed = 0
        try table.changes.forEach { change in
            guard allowance.admits(listed) else { return false }
            listed += 1
            let text = try templates.render(
                .change, ChangeView(change, id: "\(view.id)r\(listed)", in: table, of: plan))
            allowance.spend(bytes: text.utf8.count)
            try output(text + "\n")
            return true
        }
        // Rows of a whole copy are told of above.
        let leftOut = table.isWholeCopy ? 0 : max(0, table.rowsToShow - listed)
        try output(templates.render(.tableEnd, TableEndView(leftOut: leftOut)) + "\n")
    }
}
