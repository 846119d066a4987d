package import SeedModel

/// A plan in parts, for a person who decides about it piece by piece.
package struct ReviewText {
    private let report: PlanReport
    package var options: ReportOptions { report.options }

    package init(_ plan: Plan, options: ReportOptions) { report = PlanReport(plan, options: options) }

    /// A table with as many of its rows as are shown at once.
    package func table(_ table: TablePlan) throws -> String {
        var text = ""
        try PlanText(report: report).write(table) { text += $0 }
        return text
    }

    package func row(_ change: Change, of table: TablePlan) -> String {
        ChangeText(
            key: table.key, columns: table.columns, from: report.plan.from, to: report.plan.to, options: report.options
        ).lines(change).reduce(into: "") { $0 += $1.rendered(color: report.options.color) + "\n" }
    }

    /// The tables without their rows, and the verdict.
    package var summary: String {
        let lines = report.plan.tables.filter { !$0.isQuiet }.flatMap {
            TableHeading($0, options: report.options).lines
        }
        return lines.reduce(into: "") { $0 += $1.rendered(color: report.options.color) + "\n" } + report.verdict + "\n"
    }
}
