import SeedModel
import Testing

/// The page as text, and back.
struct MetricsTextTests {
    /// Names no configuration lets through, and that a reader must not take for more than a name.
    private static let hostile = [
        "plain", "", "a\"b", "a\\", "\\n", "a\nb", "a\r\nb", "\u{0}", "} 1", "a\",to=\"x", "# EOF", "é", "e\u{301}",
        "🐘",
        "\u{202E}x",
    ]

    private func page(job: String) -> MetricsPage {
        var page = MetricsPage()
        let run = FinishedRun(
            job: job, from: "s", to: "p", outcome: .applied, counts: ChangeCounts(insert: 1), seconds: 0.125)
        page.note(.ended(run), at: UTCTime(seconds: 1_800_000_000))
        page.note(version: "0.5.0")
        page.note(snapshots: 2, bytes: 9_007_199_254_740_992)
        return page
    }

    @Test func isInOrderWithItsNumbersInFull() {
        var page = MetricsPage()
        page.note(snapshots: 2, bytes: 9_007_199_254_740_992)
        page[MetricSeries(.lastRunDuration, ["b", "p"])] = 0.125
        page[MetricSeries(.lastRunDuration, ["a", "p"])] = 1e-9
        page.note(version: "0.5.0")
        #expect(
            page.text == """
                # seedd metrics 1
                # HELP seedd_info Version of seedd that wrote this file.
                # TYPE seedd_info gauge
                seedd_info{version="0.5.0"} 1
                # HELP seedd_last_run_duration_seconds How long the last run took.
                # TYPE seedd_last_run_duration_seconds gauge
                seedd_last_run_duration_seconds{seedd_job="a",to="p"} 1e-09
                seedd_last_run_duration_seconds{seedd_job="b",to="p"} 0.125
                # HELP seedd_snapshots Snapshots in the store.
                # TYPE seedd_snapshots gauge
                seedd_snapshots 2
                # HELP seedd_snapshot_bytes Size of the snapshot store.
                # TYPE seedd_snapshot_bytes gauge
                seedd_snapshot_bytes 9007199254740992
                # EOF

                """)
    }

    @Test(arguments: hostile) func namesAreEscapedAndComeBack(_ job: String) throws {
        let page = page(job: job)
        let text = page.text
        #expect(text.unicodeScalars.split(separator: "\n").filter { $0.first != "#" }.count == 20)
        let read = try #require(MetricsPage(text))
        // Compared as bytes: `==` takes a composed letter for a decomposed one.
        #expect(Array(read.text.utf8) == Array(text.utf8))
    }

    @Test func nothingButAWholeFileIsRead() {
        let bytes = Array(page(job: "a\"b").text.utf8)
        for count in 0..<bytes.count {
            #expect(MetricsPage(String(decoding: bytes[..<count], as: UTF8.self)) == nil, "\(count) bytes")
        }
    }

    @Test(arguments: [
        "seedd_snapshots", "seedd_snapshots ", "seedd_snapshots x", "seedd_snapshots 1 2", "seedd_snapshots nan",
        "seedd_snapshots inf", "seedd_snapshots -1", "seedd_snapshots 1\nseedd_snapshots 2", "seedd_snapshots{} 1",
        "seedd_snapshots{seedd_job=\"a\"} 1", "seedd_overdue 1", "seedd_overdue{seedd_job=\"a\"} 1",
        "seedd_overdue{to=\"a\",seedd_job=\"b\"} 1", "seedd_overdue{seedd_job=\"a\",to=\"b\",c=\"d\"} 1",
        "seedd_overdue{seedd_job=\"a\",to=\"b} 1", "seedd_overdue{seedd_job=\"\\x\",to=\"b\"} 1", " seedd_snapshots 1",
        "<html>", "node_load1 0.5x", "\n",
    ])
    func linesThatSeeddDoesNotWriteAreRefused(_ line: String) {
        if line != "node_load1 0.5x" { #expect(MetricsPage("# seedd metrics 1\n\(line)\n# EOF\n") == nil) }
        #expect(MetricsPage("\(line)\n") == nil)
    }

    @Test func aMetricOfAnotherVersionIsPassedOver() throws {
        let page = try #require(MetricsPage("# seedd metrics 1\nseedd_later{a=\"b\"} x\nseedd_snapshots 3\n# EOF\n"))
        #expect(page[MetricSeries(.snapshots)] == 3)
    }
}
