import SeedModel

/// A plan or a run as text for a terminal or a log.
struct PlanText {
    let report: PlanReport

    private var options: ReportOptions { report.options }

    func write(to output: (String) throws -> Void) throws {
        if options.quiet { return try writeIds(to: output) }
        let tables = report.plan.tables.filter { options.verbosity > 0 || !$0.isQuiet }
        for table in tables { try write(table, to: output) }
        try writeRest { try output($0.rendered(color: options.color) + "\n") }
        // For people, before the verdict: its form is the same for every plan.
        let counts = report.result?.counts ?? report.plan.counts
        if counts.changes + counts.held + counts.conflict == 0 {
            try output(report.difference == nil ? "nothing to do\n" : "no differences\n")
        }
        // Not cut and not coloured: the verdict is looked for by scripts too.
        try output(report.verdict + "\n")
        if let snapshot = report.result?.snapshot {
            try output("undo with: seedd rollback \(Printable.escaped(snapshot))\n")
        }
    }

    /// A table's heading, and its rows where they are of interest.
    func write(_ table: TablePlan, to output: (String) throws -> Void) throws {
        func line(_ text: StyledText) throws { try output(text.rendered(color: options.color) + "\n") }
        for text in TableHeading(table, options: options).lines { try line(text) }
        if report.result == nil || options.verbosity > 0 { try writeChanges(of: table, line) }
    }

    private func writeChanges(of table: TablePlan, _ line: (StyledText) throws -> Void) throws {
        let limit = options.rows(standard: 20)
        let text = ChangeText(
            key: table.key, columns: table.columns, from: report.plan.from, to: report.plan.to, options: options)
        var shown = 0
        var isCut = false
        try table.changes.forEach { change in
            if let limit, shown >= limit {
                isCut = true
                return false
            }
            for part in text.lines(change) { try line(part) }
            shown += 1
            return true
        }
        let left = table.rowsToShow - shown
        if isCut {
            let hint = left > 0 ? "… and \(left) more (--limit 0 shows all)" : "… and more (--limit 0 shows all)"
            for part in Self.wrapped(hint, options.columns) { try line(part) }
        } else if left > 0 {
            for part in Self.wrapped("… \(left.counted("row")) not listed", options.columns) { try line(part) }
        }
        if let summary = table.editSummary(in: report.plan.to) {
            for part in Self.wrapped(summary, options.columns) { try line(part) }
        }
    }

    /// One line for all tables in which nothing happens, unless each had its own.
    private func writeRest(_ line: (StyledText) throws -> Void) throws {
        let quiet = report.plan.tables.filter(\.isQuiet)
        guard options.verbosity == 0, !quiet.isEmpty else { return }
        let unchanged = quiet.reduce(0) { $0 + $1.counts.unchanged }
        let text = "\(quiet.count.counted("table")) without changes (\(unchanged) unchanged)"
        for part in Self.wrapped(text, options.columns, indent: 0) { try line(part) }
    }

    /// For scripts: the tables of a plan in which something would change; of a run its id and its snapshot's.
    private func writeIds(to output: (String) throws -> Void) throws {
        if let result = report.result {
            let ids = [result.run, result.snapshot].compactMap { $0 }.map(Printable.escaped)
            return try output(ids.joined(separator: " ") + "\n")
        }
        for table in report.plan.tables where table.counts.changes > 0 {
            try output(Printable.escaped(table.source.description) + "\n")
        }
    }

    /// A remark of our own in words, on as many lines as a narrow terminal takes.
    private static func wrapped(_ text: String, _ columns: Int, indent: Int = 2) -> [StyledText] {
        let words = text.split(separator: " ")
        let first = String(repeating: " ", count: indent) + (words.first ?? "")
        var flow = TextFlow(StyledText(first, .folded), width: columns, hanging: indent + 2)
        for word in words.dropFirst() { flow.append(StyledText(String(word), .folded), gap: 1) }
        return flow.lines
    }
}
