import SeedModel
import Testing

@testable import SeedEngine

struct MarkdownReportTests {
    private static var refused: PlanReport {
        var report = PlanReport(SamplePlan.everything)
        report.refusals = [
            Finding(.guardExceeded, .error, "public.prices", "5 rows would change, more than 1", remedy: "raise it")
        ]
        return report
    }

    @Test func saysWhatMattersFirst() throws {
        let text = try MarkdownReport([Self.refused]).text()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines[0]
                == "## seedd: this plan will be refused; 2 to insert, 3 to update, 1 to delete, 1 held, 1 in conflict")
        #expect(
            text.contains(
                "<h3><code>nightly</code>: <code>staging</code> → <code>production</code></h3>\n<p><code>plan: "))
        let order = [
            "> [!CAUTION]\n> **`seedd sync` will refuse this plan:**\n>\n> <ul>\n"
                + "> <li><code>public.prices: 5 rows would change, more than 1 (raise it)</code></li>\n> </ul>\n\n",
            "> [!WARNING]\n> **1 row is in conflict and will be left as it is:**", "code=HOT", "<table>\n<tr><th",
            "<tr><td><code>public.prices → public.price_list</code></td>", "<tr><td>1 table without changes</td>",
            "<details>\n<summary><code>public.notification_templates</code>: 2 insert, 2 update, 1 delete, 1 held, 1 conflict",
        ].map { text.firstRange(of: $0)?.lowerBound }
        #expect(order.allSatisfy { $0 != nil }, "\(text)")
        #expect(order.compactMap(\.self) == order.compactMap(\.self).sorted(), "\(text)")
    }

    @Test func wordsThatDifferAreMarked() throws {
        let text = try MarkdownReport([PlanReport(SamplePlan.everything)]).text()
        #expect(
            text.contains("<code>subject:</code> <code>&quot;Your invoice<ins> {{number}}</ins>&quot;</code>"),
            "\(text)")
        #expect(text.contains("<code>priority:</code> <del><i>NULL</i></del> <ins><code>&quot;NULL&quot;</code></ins>"))
        #expect(text.contains("<i>…</i>"))
        #expect(
            text.contains("<tr><td>insert</td><td><code>code=&quot;two words&quot;</code></td><td></td></tr>"),
            "\(text)")
        #expect(text.contains("Hi\\u{1B}[31m"))
    }

    @Test func aRunNamesWhatUndoesIt() throws {
        let result = RunResult(
            run: "1", snapshot: "20261120T020003Z-4f2a91c0", counts: SamplePlan.everything.counts, durationMs: 1)
        let text = try MarkdownReport([PlanReport(SamplePlan.everything, result: result)]).text()
        #expect(text.hasPrefix("## seedd: 2 inserted, 3 updated, 1 deleted"))
        #expect(text.contains("<p>undo with: <code>seedd rollback 20261120T020003Z-4f2a91c0</code></p>"))
    }

    @Test func nothingToDoAndFailures() throws {
        let quiet = SamplePlan.plan([
            SamplePlan.table("flags", columns: ["code"], counts: ChangeCounts(unchanged: 8), changes: [])
        ])
        #expect(try MarkdownReport([PlanReport(quiet)]).text().hasPrefix("## seedd: nothing to do\n"))
        let failure = PlanFailure(job: "j", from: "a", to: "b", message: "b: can't be reached")
        let text = try MarkdownReport([PlanReport(quiet)], failures: [failure]).text()
        #expect(text.hasPrefix("## seedd: 1 of 2 plans failed\n"))
        #expect(text.contains("> <li><code>j: a → b</code> <code>b: can&#39;t be reached</code></li>"))
    }

    /// Everything that comes from elsewhere says "evil", and outside of code there is none of it.
    @Test func whatOthersWroteStandsInCode() throws {
        let report = try HostileMarkdown.report()
        let text = try MarkdownReport([report], failures: [HostileMarkdown.failure]).text()
        #expect(text.contains("evil"))
        let rest = text.replacing(/<code>.*?<\/code>/, with: "")
        #expect(!rest.contains("evil"), "\(rest)")
        #expect(!rest.contains("</code>"))
        #expect(!rest.contains("\n\n\n"))
        for part in text.matches(of: /<code>(.*?)<\/code>/) {
            let bare = part.1.replacing(/<\/?(ins|del)>|<i>…<\/i>/, with: "")
            #expect(!bare.contains { "<>\"\n".contains($0) }, "\(bare)")
        }
    }

    @Test func neverLongerThanACommentMayBe() throws {
        let cell = String(repeating: "<x>\u{202E}lorem & ipsum ", count: 60_000)
        let changes = (0..<5000).map { number in
            number == 7
                ? SamplePlan.update("K7", [cell + "old" + cell], [cell + "new" + cell])
                : SamplePlan.update("K\(number)", ["old \(number)"], ["new \(number)"])
        }
        let large = SamplePlan.table(
            "large", columns: ["code", "v"], counts: ChangeCounts(update: 5000), changes: changes)
        let small = SamplePlan.table(
            "small", columns: ["code"], counts: ChangeCounts(insert: 1), changes: [SamplePlan.insert("LAST", [])])
        for count in [1, 3, 400] {
            var report = PlanReport(SamplePlan.plan([large, small]))
            report.options.limit = 0
            let text = try MarkdownReport(Array(repeating: report, count: count)).text()
            #expect(text.utf16.count <= MarkdownReport.characterLimit)
            for tag in ["details", "table", "code", "ul"] {
                #expect(text.ranges(of: "<\(tag)>").count == text.ranges(of: "</\(tag)>").count)
            }
            #expect(text.contains("*Left out, because a comment on GitHub holds 65,536 characters: "))
            guard count < 4 else { continue }
            #expect(text.utf16.count > 60_000, "the room is used")
            #expect(text.contains("code=LAST"), "a large table leaves room for a small one")
            #expect(text.matches(of: /code=K\d+/).count > 100)
        }
    }

    @Test func theLimitIsPerTable() throws {
        let changes = (0..<300).map { SamplePlan.insert("K\($0)", []) }
        let table = SamplePlan.table("t", columns: ["code"], counts: ChangeCounts(insert: 300), changes: changes)
        func shown(_ limit: Int?) throws -> Int {
            var report = PlanReport(SamplePlan.plan([table]))
            report.options.limit = limit
            return try MarkdownReport([report]).text().matches(of: /<td>insert<\/td>/).count
        }
        #expect(try [shown(nil), shown(7), shown(0)] == [100, 7, 300])
    }
}
