import SeedModel

/// The line above a table's changes: its name and what happens to how many of its rows.
struct TableHeading {
    let lines: [StyledText]

    init(_ table: TablePlan, options: ReportOptions) {
        let counts = table.counts
        let name = StyledText(Excerpt(table.title, columns: options.columns).text, .heading)
        var flow = TextFlow(name, width: options.columns, hanging: 2)

        var numbers = StyledText()
        numbers.append("+\(counts.insert)", counts.insert > 0 ? .inserted : .folded)
        numbers.append(" ")
        numbers.append("~\(counts.update)", counts.update > 0 ? .updated : .folded)
        numbers.append(" ")
        numbers.append("-\(counts.delete)", counts.delete > 0 ? .deleted : .folded)
        flow.append(numbers)

        if counts.held > 0 { flow.append(StyledText("\(counts.held) held", .updated)) }
        if counts.conflict > 0 { flow.append(StyledText("\(counts.conflict) in conflict", .updated)) }
        flow.append(StyledText("(\(counts.unchanged) unchanged)", .folded))

        if options.verbosity > 0 {
            flow.append(StyledText("source: \(table.sourceRows.counted("row"))", .folded))
            flow.append(StyledText("target: \(table.targetRows.counted("row"))", .folded))
        }
        lines = flow.lines
    }
}
