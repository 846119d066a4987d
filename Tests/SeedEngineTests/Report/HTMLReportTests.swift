import Crypto
import Foundation
import SeedEngine
import SeedModel
import Testing

@Suite struct HTMLReportTests {
    static func page(_ plan: Plan, refusals: [Finding] = [], isProtected: Bool = false, limit: Int? = nil) throws
        -> String
    {
        try page(
            [ReviewedPlan(plan: plan, refusals: refusals, createdAt: time, isProtected: isProtected)], limit: limit)
    }

    static func page(_ plans: [ReviewedPlan], limit: Int? = nil) throws -> String {
        var text = ""
        try HTMLReport(plans, version: "1.2.3", limit: limit).write { text += $0 }
        return text
    }

    static let time = UTCTime(seconds: 1_795_140_000)

    /// One updated column as the page draws it: the `dd` of the only change.
    static func difference(_ old: String?, _ new: String?) throws -> String {
        let table = SamplePlan.table(
            "t", columns: ["code", "x"], counts: ChangeCounts(update: 1),
            changes: [SamplePlan.update("A", [old], [new])])
        let page = try page(SamplePlan.plan([table]))
        return String(try #require(page.firstMatch(of: /(?s)<dd.*<\/dd>/)).0)
    }

    @Test func theVerdictComesFirst() throws {
        let page = try Self.page(SamplePlan.everything, isProtected: true)
        #expect(page.contains("<p class=\"headline\">1 row waits for a decision</p>"))
        #expect(
            page.contains(
                "A run would insert 2 rows, update 3 and delete 1 in 2 of 3 tables of production; 258 rows are equal. 1 row is held"
            ))
        #expect(page.contains("</svg>protected</span>"))
        #expect(page.contains("<time datetime=\"2026-11-20T02:00:00Z\">2026-11-20 02:00 UTC</time>"))
        #expect(page.contains("1 table without changes (8 rows are equal)"))
        #expect(page.contains("seedd 1.2.3"))
        #expect(PageScan(page).elements.count { $0 == "article" } == 8)
    }

    @Test func refusalsStandAtTheTop() throws {
        let finding = Finding(
            .guardExceeded, .error, "public.<t>", "9 rows would be deleted", remedy: "raise \"max_deletes\"")
        let page = try Self.page(SamplePlan.everything, refusals: [finding])
        let head = page.prefix { $0 != "\u{0}" }.components(separatedBy: "<details class=\"table\"")[0]
        #expect(head.contains("A run would be refused"))
        #expect(
            head.contains(
                "<b><bdi>public.&lt;t&gt;</bdi></b> 9 rows would be deleted <span class=\"hint\">raise &quot;max_deletes&quot;"
            ))
    }

    @Test func anEmptyPlanHasNothingToDo() throws {
        let plan = SamplePlan.plan([
            SamplePlan.table("t", columns: ["code"], counts: ChangeCounts(unchanged: 8), changes: [])
        ])
        let page = try Self.page(plan)
        #expect(page.contains("<p class=\"headline\">Nothing to do</p>"))
        #expect(!PageScan(page).elements.contains("article"))
    }

    @Test func severalPlansHaveAnOverview() throws {
        var other = SamplePlan.everything
        other.to = "canary"
        let plans = [SamplePlan.everything, other].map { ReviewedPlan(plan: $0, refusals: [], createdAt: Self.time) }
        let page = try Self.page(plans)
        #expect(page.contains("<h1>2 plans</h1>"))
        #expect(page.contains("<a href=\"#p2\"><bdi>nightly</bdi>: <bdi>staging</bdi> → <bdi>canary</bdi></a>"))
        let ids = page.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let links = page.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        #expect(Set(links).isSubset(of: ids))
    }

    @Test func onlyTheTemplatesStyleAndScriptMayAct() throws {
        let page = try Self.page(SamplePlan.everything)
        let scan = PageScan(page)
        func hash(_ text: String) -> String { "sha256-" + Data(SHA256.digest(of: text).bytes).base64EncodedString() }
        #expect(
            page.contains(
                "content=\"default-src 'none'; style-src '\(hash(scan.style))'; script-src '\(hash(scan.script))'; "
                    + "base-uri 'none'; form-action 'none'\""))
        #expect(scan.strays.isEmpty, "\(scan.strays)")
        #expect(scan.elements.count { $0 == "script" } == 1)
        #expect(!scan.attributes.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "style" })
        #expect(!page.contains("http://") && !page.contains("https://"))
    }

    @Test func wordsThatDifferAreMarked() throws {
        let long = "Please click the link below to reset your password. It is valid for one hour"
        #expect(
            try Self.difference(long + " only.", long + " from now.").contains(
                "It is valid for one hour <del>only</del><ins>from now</ins>."))
        #expect(try Self.difference("10.00", "12.00").contains("<del>10.00</del>"))
    }

    @Test func nullEmptyAndBlankAreThreeThings() throws {
        #expect(try Self.difference(nil, "NULL").contains("<span class=\"nil\">NULL</span>"))
        #expect(try Self.difference(nil, "NULL").contains("<ins>NULL</ins>"))
        #expect(try Self.difference("", "x").contains("<span class=\"nil\">empty text</span>"))
        #expect(
            try Self.difference("x", "  ").contains(
                "<ins><i class=\"sp\">  </i></ins></bdi> <small>only 2 blanks</small>"))
    }

    @Test func blanksThatDifferAreSeen() throws {
        let words = "a text that is long enough not to be shown as a pair of values, "
        let shown = try Self.difference(words + "here", words + " here")
        #expect(shown.contains("<i class=\"sp\">"))
        #expect(shown.contains("Only blanks differ."))
    }

    @Test func jsonIsComparedByPath() throws {
        let shown = try Self.difference(#"{"a": 1, "b": [1, 2]}"#, #"{"b": [1, 3], "c": null}"#)
        #expect(shown.contains("aria-label=\"removed\">−</span><bdi class=\"path\">a</bdi>"))
        #expect(shown.contains("aria-label=\"changed\">~</span><bdi class=\"path\">b[1]</bdi>"))
        #expect(shown.contains("aria-label=\"added\">+</span><bdi class=\"path\">c</bdi>"))
        #expect(
            try Self.difference(#"{"a": 1, "b": 2}"#, #"{"b": 2, "a": 1}"#).contains("The same JSON: only the order"))
    }

    @Test func aConflictShowsItsThreeSides() throws {
        var change = Change(kind: .conflict, key: ["A"], before: ["A", "theirs"], after: ["A", "ours"])
        change.edit = TargetEdit(since: "2026-11-12T02:00:00Z", base: ["A", "promoted"])
        change.conflicting = [1]
        let table = SamplePlan.table("t", columns: ["code", "x"], counts: ChangeCounts(conflict: 1), changes: [change])
        let page = try Self.page(SamplePlan.plan([table]))
        #expect(page.contains("<span class=\"pill drift\">edited in production since 2026-11-12</span>"))
        for (side, value) in [("promoted last", "promoted"), ("staging", "ours"), ("production", "theirs")] {
            let sought = "<dt><bdi>\(side)</bdi></dt><dd class=\"text\"><bdi>\(value)</bdi></dd>"
            #expect(page.replacing(/<\/?ins>/, with: "").contains(sought), "\(side)")
        }
    }
}
