import SeedModel
import Testing

/// What events leave on the page.
struct MetricsPageTests {
    private let target = JobTarget(job: "prices", to: "production")
    private let noon = UTCTime(seconds: 1_800_000_000)
    private let counts = ChangeCounts(insert: 3, update: 2, delete: 1, unchanged: 40, held: 5)

    private func run(_ outcome: RunOutcome, held: Int? = nil) -> Event {
        var counts = counts
        if let held { counts.held = held }
        return .ended(
            FinishedRun(
                job: "prices", from: "staging", to: "production", outcome: outcome, counts: counts, seconds: 2.5))
    }

    private func failure(_ code: ErrorCode) -> Event {
        let failure = FinishedRun.Failure(SeedError(code, "x", "broke"))
        return .ended(
            FinishedRun(job: "prices", from: "staging", to: "production", failure: failure, seconds: 1))
    }

    private func page(_ events: Event...) -> MetricsPage {
        var page = MetricsPage()
        for (number, event) in events.enumerated() {
            page.note(event, at: UTCTime(seconds: noon.seconds + number))
        }
        return page
    }

    private func value(_ page: MetricsPage, _ metric: Metric, _ label: String? = nil) -> Double? {
        page[MetricSeries(metric, ["prices", "production"] + (label.map { [$0] } ?? []))]
    }

    @Test func aRunThatWroteCounts() {
        let page = page(run(.applied), run(.applied))
        #expect(value(page, .runs, "applied") == 2)
        #expect(value(page, .rowsWritten, "inserted") == 6)
        #expect(value(page, .lastRunRows, "inserted") == 3)
        #expect(value(page, .lastRunRows, "unchanged") == 40)
        #expect(value(page, .lastRun) == 1_800_000_001)
        #expect(value(page, .lastSuccess) == 1_800_000_001)
        #expect(value(page, .lastRunSuccess) == 1)
        #expect(value(page, .lastRunDuration) == 2.5)
        #expect(value(page, .held) == 5)
    }

    @Test func aRunThatFailedLeavesTheLastSuccessAndWhatIsHeld() {
        let page = page(run(.applied), failure(.tryAgain), failure(.interrupted))
        #expect(value(page, .runs, "failed") == 1)
        #expect(value(page, .runs, "interrupted") == 1)
        #expect(value(page, .lastRun) == 1_800_000_002)
        #expect(value(page, .lastSuccess) == 1_800_000_000)
        #expect(value(page, .lastRunSuccess) == 0)
        #expect(value(page, .lastRunRows, "inserted") == 0)
        #expect(value(page, .rowsWritten, "inserted") == 3)
        #expect(value(page, .held) == 5)
    }

    @Test func rowsOfAPlanAreNotWritten() {
        let page = page(run(.planned))
        #expect(value(page, .runs, "planned") == 1)
        #expect(value(page, .lastRunRows, "updated") == 0)
        #expect(value(page, .rowsWritten, "updated") == 0)
        #expect(value(page, .lastRunRows, "unchanged") == 40)
    }

    @Test func aRollbackWritesRowsAndSaysNothingOfHoldsAndSchedule() {
        let late = Event.daemon(.overdue(job: "prices", to: "production", due: noon, lastSuccess: nil))
        let page = page(run(.applied), late, run(.rolledBack, held: 0))
        #expect(value(page, .runs, "rolled_back") == 1)
        #expect(value(page, .rowsWritten, "deleted") == 2)
        #expect(value(page, .held) == 5)
        #expect(value(page, .overdue) == 1)
    }

    @Test func overdueEndsWithASuccess() {
        let late = Event.daemon(.overdue(job: "prices", to: "production", due: noon, lastSuccess: nil))
        #expect(value(page(late, failure(.unavailable)), .overdue) == 1)
        #expect(value(page(late, run(.unchanged)), .overdue) == 0)
    }

    /// The daemons of two machines share the job, and the other one ran it.
    @Test func overdueEndsWhereAnotherDaemonRanTheTick() {
        let late = Event.daemon(.overdue(job: "prices", to: "production", due: noon, lastSuccess: nil))
        let elsewhere = Event.daemon(.takenElsewhere(job: "prices", to: "production", tick: noon, by: "other"))
        let page = page(late, elsewhere)
        #expect(value(page, .overdue) == 0)
        #expect(value(page, .lastRun) == nil)
    }

    @Test func releasedRowsAreNotHeld() {
        let released = Event.released(job: "prices", environment: "production", rows: 3)
        #expect(value(page(run(.applied), released), .held) == 2)
        #expect(value(page(run(.applied), released, released), .held) == 0)
    }

    @Test func theNextRunsAreThoseOfTheLastPlanAndGoWithTheDaemon() {
        let targets = [target, JobTarget(job: "flags", to: "eu"), JobTarget(job: "flags", to: "us")]
        var page = MetricsPage()
        page.note(nextRuns: ["prices": noon], of: targets)
        page.note(nextRuns: ["flags": noon], of: targets)
        #expect(value(page, .nextRun) == nil)
        #expect(page[MetricSeries(.nextRun, ["flags", "us"])] == 1_800_000_000)
        page.note(.daemon(.stopped), at: noon)
        #expect(page == MetricsPage())
    }

    @Test func aSnapshotTakenWithTheClockSetBackIsNotTheNewest() {
        var page = MetricsPage()
        page.noteSnapshot(of: target, at: noon)
        page.noteSnapshot(of: target, at: UTCTime(seconds: 5))
        #expect(value(page, .lastSnapshot) == 1_800_000_000)
    }

    @Test func whatIsNotConfiguredGoesAndWhatIsBeginsAtZero() {
        var page = page(run(.applied))
        page.note(version: "1.0")
        page.note(version: "1.1")
        page.note(snapshots: 4, bytes: 100)
        page.cover([JobTarget(job: "flags", to: "production")])
        #expect(value(page, .lastRun) == nil)
        #expect(value(page, .runs, "applied") == nil)
        #expect(page[MetricSeries(.runs, ["flags", "production", "failed"])] == 0)
        #expect(page[MetricSeries(.overdue, ["flags", "production"])] == 0)
        #expect(page[MetricSeries(.lastSuccess, ["flags", "production"])] == nil)
        #expect(page[MetricSeries(.snapshotBytes)] == 100)
        #expect(page[MetricSeries(.info, ["1.0"])] == nil)
        #expect(page[MetricSeries(.info, ["1.1"])] == 1)
    }
}
