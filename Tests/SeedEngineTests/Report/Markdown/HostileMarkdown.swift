import SeedEngine
import SeedModel

/// A plan in which every name and every value tries to act in a comment.
enum HostileMarkdown {
    static let texts = [
        "@evil/team", "evil #1 GH-2 evil/repo#3", "[evil](https://evil.example)", "![evil](https://evil.example/x.png)",
        "<img src=x onerror=evil>", "</code></td></table><script>evil()</script>", "`evil` ``evil``` `",
        "**evil** _evil_ ~~evil~~",
        "evil\n\n# evil\n\n- [ ] evil", "https://evil.example www.evil.example evil@evil.example",
        "evil | evil \\| evil",
        "&lt;evil&gt; &#64;evil", ":evil: 0123456789abcdef0123456789abcdef01234567 evil", "$evil$ $$evil$$",
        "evil\u{202E}live\u{2066}", "```\nevil\n```", "<!-- evil -->", "evil\r\n\r\n    evil", "\t\n \nevil",
    ]

    static func report() throws -> PlanReport {
        let columns = ["evil `c` @evil", "evil <b>", "evil|"]
        let changes = texts.enumerated().map { index, text in
            var change = Change(
                kind: ChangeKind.allCases[index % 5], key: [text],
                before: index % 7 == 1 ? nil : [text, "evil same " + text + " old", text],
                after: index % 7 == 2 ? nil : [text, "evil same " + text + " new", nil])
            if change.kind == .held { change.reason = text }
            return change
        }
        var table = TablePlan(
            source: TableName(schema: "evil", name: texts[0]), target: TableName(schema: "evil", name: texts[4]),
            key: [columns[0]], columns: columns,
            counts: ChangeCounts(insert: 4, update: 4, delete: 4, held: 4, conflict: 3), sourceRows: 1, targetRows: 1,
            changes: try ChangeLog(changes))
        table.notes = texts
        var report = PlanReport(
            Plan(job: "evil @evil", from: texts[2], to: texts[5], tables: [table], seed: 1))
        report.refusals = texts.map { Finding(.guardExceeded, .error, $0, $0, remedy: $0) }
        return report
    }

    static let failure = PlanFailure(job: texts[0], from: texts[1], to: texts[2], message: texts[5])
}
