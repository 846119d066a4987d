import SeedModel

/// The changes of a plan's tables, each table in a fold of its own.
struct MarkdownChanges {
    private let report: PlanReport

    /// Rows shown of a table unless `--limit` says otherwise.
    private static let standardLimit = 100

    init(_ report: PlanReport) { self.report = report }

    func write(to text: inout BoundedText) throws {
        let tables = report.plan.tables.filter { $0.rowsToShow > 0 }
        let parts = try BoundedText.sharing(text.room, among: tables.map(\.rowsToShow)) { index, room in
            try section(tables[index], room: room)
        }
        for part in parts { text.append(part) }
    }

    private func section(_ table: TablePlan, room: Int) throws -> BoundedText {
        var text = BoundedText(room: room)
        let head = "<details>\n<summary>\(MarkdownCode.of(table.title)): \(Self.summary(table))</summary>\n<table>\n"
        let reserve = 200
        guard text.append(head, reserving: reserve) else {
            text.omitted = table.rowsToShow
            return text
        }
        let rows = MarkdownChange(table, from: report.plan.from, to: report.plan.to)
        let limit = report.options.rows(standard: Self.standardLimit) ?? .max
        var shown = 0
        var isFull = false
        try table.changes.forEach { change in
            guard shown < limit else { return false }
            guard text.append(rows.row(change), reserving: reserve) else {
                isFull = true
                return false
            }
            shown += 1
            return true
        }
        let left = table.rowsToShow - shown
        if isFull { text.omitted = left }
        _ = text.append("</table>\n" + (left > 0 ? "<p>… and \(left.grouped) more</p>\n" : "") + "</details>\n\n")
        return text
    }

    private static func summary(_ table: TablePlan) -> String {
        let counts = table.counts
        let parts = [
            (counts.insert, "insert"), (counts.update, "update"), (counts.delete, "delete"), (counts.held, "held"),
            (counts.conflict, "conflict"), (table.edits.kept, "kept"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }.joined(separator: ", ")
    }
}
