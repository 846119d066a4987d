import SeedEngine
import SeedModel
import SeedTestKit
import Testing

/// Whatever the rows, their names and the findings hold, the page has no elements but its templates', and shows what hides.
@Suite struct HTMLReportHostileTests {
    static let attacks = [
        "<script>document.title='owned'</script>", "</script><script>window.owned=1</script>",
        "<img src=x onerror=window.owned=1>",
        "\"><svg onload=window.owned=1>", "' onmouseover='window.owned=1",
        "{{mustache}} {{{style}}} {{>page}} {{#plans}}",
        "{{% CONTENT_TYPE:TEXT}}", "<!-- ", "]]>", "</style><style>*{display:none}</style>", "&lt;b&gt; &amp;#60;", "`",
        "javascript:window.owned=1", "<\u{301}script>", "\"\u{301} onclick=\"window.owned=1", "'\u{20E3} x='",
        "\u{202E}gpj.exe",
        "\u{0}<\u{0}script>", "<a href=//evil.example>x</a>", "<base href=//evil.example>",
        "<meta http-equiv=refresh content=0>",
        "a\r\nb\tc \u{85}\u{2028}", String(repeating: "𝔘", count: 40),
    ]

    private static let tags = Set(
        PageScan(
            (try? HTMLReportTests.page(ReportSample.plan, refusals: [ReportSample.refusal], isProtected: true)) ?? ""
        )
        .elements)

    private static func check(_ page: String, _ place: SourceLocation = #_sourceLocation) {
        let scan = PageScan(page)
        #expect(scan.strays.isEmpty, "\(scan.strays.prefix(3))", sourceLocation: place)
        #expect(Set(scan.elements).isSubset(of: tags), "\(Set(scan.elements).subtracting(tags))", sourceLocation: place)
        #expect(
            scan.attributes.allSatisfy { !$0.hasPrefix("on") && $0 != "src" && $0 != "style" && $0 != "action" },
            sourceLocation: place)
        let hidden = page.unicodeScalars.first {
            $0 != "\n" && $0 != "\t" && $0.isHidden && ![0x200D, 0xFE0E, 0xFE0F].contains($0.value)
        }
        #expect(hidden == nil, sourceLocation: place)
    }

    @Test(arguments: attacks) func anAttackIsText(_ attack: String) throws {
        let name = String(attack.prefix(60))
        let rows: [[String?]] = [
            [attack, "a", nil], [attack + "1", attack, "x " + attack], ["c", "{\"\(name)\": [1]}", attack],
        ]
        let json = #"{"k": "\#(attack.filter { $0 != "\"" && $0 != "\\" })", "l": 1}"#
        var changes = [
            Change(kind: .insert, key: [attack], before: nil, after: rows[0]),
            Change(kind: .delete, key: [attack], before: rows[1], after: nil),
            Change(kind: .update, key: ["c"], before: ["c", #"{"k": 1, "m": 2}"#, "x"], after: ["c", json, attack]),
            Change(kind: .update, key: ["d"], before: ["d", attack + attack, nil], after: ["d", attack, attack]),
            Change(kind: .held, key: ["e"], before: rows[2], after: rows[1], reason: attack),
            Change(kind: .conflict, key: ["f"], before: rows[2], after: rows[1]),
        ]
        changes[5].edit = TargetEdit(since: "2026-11-12", base: rows[0])
        changes[5].conflicting = [1, 2]
        var table = SamplePlan.table(
            name, target: "x" + name, key: [name], columns: [name, attack, "y" + name], counts: ChangeCounts(insert: 6),
            changes: changes)
        table.notes = [attack]
        var plan = SamplePlan.plan([
            table, SamplePlan.table(name + "q", columns: ["c"], counts: ChangeCounts(), changes: []),
        ])
        (plan.job, plan.from, plan.to) = (attack, attack, attack)
        let finding = Finding(.guardExceeded, .error, attack, attack, remedy: attack)
        try Self.check(
            HTMLReportTests.page([
                ReviewedPlan(plan: plan, refusals: [finding], createdAt: HTMLReportTests.time),
                ReviewedPlan(plan: plan, refusals: [], createdAt: HTMLReportTests.time),
            ]))
    }

    @Test func anyTextIsText() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<60 { try Self.check(HTMLReportTests.page(HostileReportTests.plan(&random))) }
    }

    @Test func ofAMegabyteWhatDiffersIsShown() throws {
        let cell = String(repeating: "lorem ipsum dolor <b> ", count: 50_000)
        let table = SamplePlan.table(
            "t", columns: ["code", "body"], counts: ChangeCounts(insert: 1, update: 2),
            changes: [
                SamplePlan.update("A", [cell + "old" + cell], [cell + "new" + cell]), SamplePlan.insert("B", [cell]),
                SamplePlan.update("C", [cell], [String(cell.reversed())]),
            ])
        let page = try HTMLReportTests.page(SamplePlan.plan([table]))
        #expect(page.utf8.count < 120_000)
        #expect(
            page.contains("<del>old</del><ins>new</ins>") || page.contains("<del>oldlorem</del><ins>newlorem</ins>"))
        #expect(page.contains("2,200,003 characters"))
        #expect(page.contains("1,098,000 characters left out") || page.contains("characters left out ⋯"))
        Self.check(page)
    }

    @Test func ofManyColumnsSomeAreLeftOut() throws {
        let columns = ["code"] + (1..<1600).map { "column_\($0)" }
        let row: [String?] = ["A"] + (1..<1600).map { "\($0)" }
        let table = SamplePlan.table(
            "wide", columns: columns, counts: ChangeCounts(insert: 1, update: 1),
            changes: [
                Change(kind: .insert, key: ["A"], before: nil, after: row),
                Change(kind: .update, key: ["A"], before: row, after: row.map { $0.map { $0 + "x" } }),
            ])
        let page = try HTMLReportTests.page(SamplePlan.plan([table]))
        #expect(page.contains("<summary>1,591 more columns</summary>"))
        #expect(page.contains("1,391 more columns are not listed here."))
        #expect(page.contains("<summary>1,540 more changed columns</summary>"))
        #expect(page.utf8.count < 400_000)
    }

    @Test func aLimitSaysWhatItLeavesOut() throws {
        let changes = (0..<50).map { SamplePlan.insert("k\($0)", ["x"]) }
        let table = SamplePlan.table("t", columns: ["code", "x"], counts: ChangeCounts(insert: 50), changes: changes)
        let page = try HTMLReportTests.page(SamplePlan.plan([table, table]), limit: 20)
        #expect(PageScan(page).elements.count { $0 == "article" } == 40)
        #expect(page.contains("40 of 100 changes are listed; 60 are left out."))
        #expect(page.contains("30 more rows are not listed in this report."))
        #expect(
            try PageScan(HTMLReportTests.page(SamplePlan.plan([table, table]), limit: 0)).elements.count {
                $0 == "article"
            } == 100)
    }

    @Test func aPageHasALimitOfItsOwn() throws {
        let changes = (0..<6_000).map { SamplePlan.insert("k\($0)", []) }
        let table = SamplePlan.table("t", columns: ["code"], counts: ChangeCounts(insert: 6_000), changes: changes)
        let page = try HTMLReportTests.page(SamplePlan.plan([table, table]))
        #expect(PageScan(page).elements.count { $0 == "article" } == 10_000)
        #expect(page.contains("10,000 of 12,000 changes are listed; 2,000 are left out."))
        #expect(page.contains("2,000 more rows are not listed in this report."))
    }

    @Test func anErrorOfTheOutputStopsIt() {
        struct Full: Error {}
        var parts = 0
        #expect(throws: Full.self) {
            let plan = ReviewedPlan(plan: SamplePlan.everything, refusals: [], createdAt: HTMLReportTests.time)
            try HTMLReport([plan], version: "1").write { _ in
                parts += 1
                if parts == 3 { throw Full() }
            }
        }
        #expect(parts == 3)
    }
}
