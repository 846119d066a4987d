import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// GitHub's own parser makes of a comment what was meant, whatever the rows hold.
struct RenderedMarkdownTests {
    private static let extensions = ["table", "autolink", "strikethrough", "tagfilter", "tasklist"]

    /// nil, and said, where the parser is not there.
    private func rendered(_ text: String) async throws -> String? {
        guard try await CommandRun(["sh", "-c", "command -v cmark-gfm"]).run().exitCode == 0 else {
            Issue.record("NOT TESTED: Markdown needs cmark-gfm to be rendered", severity: .warning)
            return nil
        }
        let options = Self.extensions.flatMap { ["-e", $0] }
        let result = try await CommandRun(["cmark-gfm", "--unsafe"] + options, input: .text(text)).run()
        #expect(result.exitCode == 0)
        return result.standardOutput
    }

    @Test func hostileRowsAreText() async throws {
        let text = try MarkdownReport([try HostileMarkdown.report()], failures: [HostileMarkdown.failure]).text()
        guard let html = try await rendered(text) else { return }
        let tags = Set(html.matches(of: /<\/?([a-z0-9]+)/).map { String($0.1) })
        #expect(
            tags.isSubset(of: [
                "h2", "h3", "p", "blockquote", "ul", "li", "table", "tr", "th", "td", "details", "summary", "code",
                "del",
                "ins", "i", "br", "strong", "em",
            ]), "\(tags)")
        #expect(!html.replacing(/<code>.*?<\/code>/, with: "").contains("evil"))
        // Blocks of HTML come through as they are.
        for line in text.split(separator: "\n") where line.hasPrefix("<tr>") { #expect(html.contains(line)) }
    }

    @Test func headingsAndBoxesAreMarkdown() async throws {
        var report = PlanReport(SamplePlan.everything)
        report.refusals = [.init(.guardExceeded, .error, "public.prices", "too many")]
        guard let html = try await rendered(MarkdownReport([report]).text()) else { return }
        #expect(html.hasPrefix("<h2>seedd: this plan will be refused;"))
        #expect(
            html.contains(
                """
                <blockquote>
                <p>[!CAUTION]
                <strong><code>seedd sync</code> will refuse this plan:</strong></p>
                <ul>
                <li><code>public.prices: too many</code></li>
                </ul>
                </blockquote>
                """), "\(html)")
    }
}
