import SeedModel

/// What a comment says of one plan before its changes: between which environments, what is in the way, and how many rows of
/// which tables.
struct MarkdownOverview {
    private let report: PlanReport
    private var plan: Plan { report.plan }

    /// Rows in conflict that are named.
    private static let named = 10

    init(_ report: PlanReport) { self.report = report }

    /// Nothing where not even the heading fits.
    func write(to text: inout BoundedText) throws {
        let environments = "\(MarkdownCode.of(plan.from)) → \(MarkdownCode.of(plan.to))"
        let head = "<h3>\(MarkdownCode.of(plan.job)): \(environments)</h3>\n<p>\(MarkdownCode.of(report.verdict))</p>\n"
        guard text.append(head) else { return }
        if let snapshot = report.result?.snapshot {
            _ = text.append("<p>undo with: \(MarkdownCode.of("seedd rollback \(snapshot)"))</p>\n")
        }
        _ = text.append("\n")
        alert("CAUTION", "`seedd sync` will refuse this plan:", report.refusals.map(Self.text), to: &text)
        try writeConflicts(to: &text)
        let notes = plan.tables.flatMap { table in table.notes.map { "\(table.title): \($0)" } }
        alert("NOTE", "Beside the changes:", notes, to: &text)
        writeCounts(to: &text)
    }

    private static func text(_ refusal: Finding) -> String {
        "\(refusal.subject): \(refusal.message)" + (refusal.remedy.map { " (\($0))" } ?? "")
    }

    private func writeConflicts(to text: inout BoundedText) throws {
        let count = plan.counts.conflict
        guard count > 0, report.result == nil else { return }
        var rows: [String] = []
        for table in plan.tables where table.counts.conflict > 0 {
            let words = ChangeText(
                key: table.key, columns: table.columns, from: plan.from, to: plan.to, options: ReportOptions())
            try table.changes.forEach { change in
                guard rows.count < Self.named else { return false }
                guard change.isOpenConflict else { return true }
                let key = MarkdownKey(table.key, change.key).text
                rows.append("\(table.title) \(key): \(words.editRemark(change) ?? "in conflict")")
                return true
            }
        }
        if count > rows.count { rows.append("and \((count - rows.count).grouped) more") }
        let verb = count == 1 ? "is" : "are"
        alert(
            "WARNING",
            "\(count.counted("row")) \(verb) in conflict and will be left as \(verb == "is" ? "it is" : "they are"):",
            rows, to: &text)
    }

    /// A box in a colour of its own, as GitHub draws it.
    private func alert(_ kind: String, _ sentence: String, _ items: [String], to text: inout BoundedText) {
        text.list(
            open: "> [!\(kind)]\n> **\(sentence)**\n>\n> <ul>\n", end: "> </ul>\n\n",
            items.map { "> <li>\(MarkdownCode.of($0))</li>\n" }
        ) { "> <li>and \($0.grouped) more</li>\n" }
    }

    private func writeCounts(to text: inout BoundedText) {
        let columns = MarkdownCounts(plan.counts)
        let loud = plan.tables.filter { !$0.isQuiet }
        let quiet = plan.tables.filter(\.isQuiet)
        var rows = loud.map { columns.row(MarkdownCode.of($0.title), $0.counts) }
        if !quiet.isEmpty {
            let counts = quiet.reduce(into: ChangeCounts()) { $0 += $1.counts }
            rows.append(columns.row("\(quiet.count.counted("table")) without changes", counts))
        }
        text.list(open: "<table>\n\(columns.heading)\n", end: "</table>\n\n", rows) { left in
            "<tr><td>and \(left.counted("table")) more</td></tr>\n"
        }
    }
}
