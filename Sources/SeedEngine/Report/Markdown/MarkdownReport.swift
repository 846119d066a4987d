import SeedModel

/// Plans, or runs, as a comment on a pull request: GitHub-flavoured Markdown with a verdict, what is in the way, counts per
/// table, and the changes of each table folded.
///
/// Whatever rows hold, nothing in it acts (`MarkdownCode`), and it is never longer than GitHub takes: of tables that do not
/// fit fewer rows are shown, and it says how many are missing.
package struct MarkdownReport {
    /// What GitHub takes as one comment, in characters; counted here in UTF-16 units, which are never fewer.
    package static let characterLimit = 65_536

    private let reports: [PlanReport]
    private let failures: [PlanFailure]
    private let limit: Int

    package init(_ reports: [PlanReport], failures: [PlanFailure] = [], limit: Int = Self.characterLimit) {
        self.reports = reports
        self.failures = failures
        self.limit = limit
    }

    package func write(to output: (String) throws -> Void) throws { try output(text()) }

    func text() throws -> String {
        var text = BoundedText(room: limit - MarkdownOmission.room)
        _ = text.append("## seedd: \(MarkdownHeadline(reports, failures: failures.count).text)\n\n")
        text.list(
            open: "> [!CAUTION]\n> **\(failures.count.counted("plan")) could not be made:**\n>\n> <ul>\n",
            end: "> </ul>\n\n",
            failures.map { failure in
                let place = "\(failure.job): \(failure.from) → \(failure.to)"
                return "> <li>\(MarkdownCode.of(place)) \(MarkdownCode.of(failure.message))</li>\n"
            }
        ) { "> <li>and \($0) more</li>\n" }
        // Of many plans each is told of before rows of any are shown.
        let overviews = try BoundedText.sharing(text.room / 2, among: reports.map { _ in 1 }) { index, room in
            var part = BoundedText(room: room)
            try MarkdownOverview(reports[index]).write(to: &part)
            return part
        }
        let left = text.room - overviews.reduce(0) { $0 + $1.count }
        let changes = try BoundedText.sharing(left, among: reports.map(\.plan.rowsToShow)) { index, room in
            var part = BoundedText(room: room)
            try MarkdownChanges(reports[index]).write(to: &part)
            return part
        }
        for (overview, changes) in zip(overviews, changes) { _ = text.append(overview.text + changes.text) }
        let omission = MarkdownOmission(
            rows: changes.reduce(0) { $0 + $1.omitted }, plans: overviews.count { $0.count == 0 })
        return text.text + omission.text
    }
}

extension Plan {
    fileprivate var rowsToShow: Int { tables.reduce(0) { $0 + $1.rowsToShow } }
}
