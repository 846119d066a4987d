import SeedModel

/// The first line of a comment: what a reader has to know before anything else.
struct MarkdownHeadline {
    let text: String

    init(_ reports: [PlanReport], failures: Int) {
        let counts = reports.reduce(into: ChangeCounts()) { $0 += $1.result?.counts ?? $1.plan.counts }
        let isRun = reports.contains { $0.result != nil }
        var parts: [String] = []
        if failures > 0 { parts.append("\(failures) of \((failures + reports.count).counted("plan")) failed") }
        let refused = reports.count { !$0.refusals.isEmpty }
        if refused > 0 {
            parts.append(reports.count == 1 ? "this plan will be refused" : "\(refused) plans will be refused")
        }
        let numbers = [
            (counts.insert, isRun ? "inserted" : "to insert"), (counts.update, isRun ? "updated" : "to update"),
            (counts.delete, isRun ? "deleted" : "to delete"), (counts.held, "held"), (counts.conflict, "in conflict"),
        ]
        let shown = numbers.filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }
        if !shown.isEmpty {
            parts.append(shown.joined(separator: ", "))
        } else if failures == 0 {
            parts.append("nothing to do")
        }
        text = parts.joined(separator: "; ")
    }
}
