import Foundation
import SeedEngine
import SeedModel
import SeedTestKit
import Testing

/// Writes the pages that scripts/check-report opens in a browser.
@Suite struct HTMLReportPages {
    /// The folder they are wanted in.
    static let folder = ProcessInfo.processInfo.environment["SEEDD_REPORT_PAGES"]

    /// Whose changes the browser's check counts.
    private static let rows = 5_000

    @Test(.enabled(if: folder != nil)) func write() throws {
        let folder = try #require(Self.folder)
        let sample = ReviewedPlan(
            plan: ReportSample.plan, refusals: [ReportSample.refusal], createdAt: HTMLReportTests.time,
            isProtected: true)
        try write(HTMLReportTests.page([sample]), to: "\(folder)/sample.html")
        let hostile = ReviewedPlan(plan: Self.hostile, refusals: [], createdAt: HTMLReportTests.time)
        let clock = ContinuousClock()
        let start = clock.now
        let page = try HTMLReportTests.page([hostile])
        print("a page of \(Self.rows) changes: \(page.utf8.count >> 10) KiB in \(start.duration(to: clock.now))")
        try write(page, to: "\(folder)/hostile.html")
    }

    private func write(_ page: String, to path: String) throws {
        try Data(page.utf8).write(to: URL(filePath: path))
    }

    private static var hostile: Plan {
        var random = SeededGenerator(state: 5_000)
        let columns = ["key\"<i>", "text", "js\u{202E}on", "note\n2", "price"]
        let megabyte = String(repeating: "<script>document.title='owned'</script> ", count: 26_000)
        func cell(_ index: Int, _ column: Int) -> String? {
            switch (index + column) % 7 {
            case 0: nil
            case 1: HTMLReportHostileTests.attacks.randomElement(using: &random)
            case 2: Hostile.random(&random)
            case 3: #"{"a": \#(index), "<b>": [\#(column), "</script>"]}"#
            case 4 where index % 1000 == 4: megabyte + "\(column) \(index)" + megabyte
            default: "row \(index) " + (Hostile.texts.randomElement(using: &random) ?? "")
            }
        }
        let kinds: [ChangeKind] = [.update, .insert, .delete, .held, .update, .conflict]
        let changes = (0..<rows).map { index in
            let key = index == 4_711 ? "needle-4711" : "row \(index)"
            let kind = kinds[index % kinds.count]
            let before = [key] + (1..<columns.count).map { cell(index, $0) }
            let after = [key] + (1..<columns.count).map { cell(index + $0, $0) }
            return Change(
                kind: kind, key: [key], before: kind == .insert ? nil : before, after: kind == .delete ? nil : after)
        }
        let tables = [0..<40, 40..<rows].map { range in
            SamplePlan.table(
                "t\(range.lowerBound)<script>document.title='owned'</script>", key: [columns[0]], columns: columns,
                counts: changes[range].reduce(into: ChangeCounts(unchanged: 100)) { $0[$1.kind] += 1 },
                changes: Array(changes[range]))
        }
        return SamplePlan.plan(tables)
    }
}
