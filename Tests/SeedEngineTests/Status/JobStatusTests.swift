import SeedModel
import Testing

@testable import SeedEngine

struct JobStatusTests {
    private let place = JobTarget(job: "prices", to: "production")

    private func run(_ outcome: RunOutcome, at seconds: Int, id: String? = nil, _ source: StatusSource = .journal)
        -> StatusRun
    {
        var run = FinishedRun(job: "prices", from: "staging", to: "production", outcome: outcome)
        run.run = id
        return StatusRun(run, finishedAt: UTCTime(seconds: seconds), source: source)
    }

    private func status(_ last: StatusRun?, due: Int?, since known: Int? = nil) -> JobStatus {
        JobStatus(
            place, runs: [], lastRun: last, holds: 0,
            times: JobTimes(next: nil, due: due.map { UTCTime(seconds: $0) }),
            scheduledSince: known.map { UTCTime(seconds: $0) }, source: .journal)
    }

    @Test func aJobIsOverdueUntilARunHasEnded() {
        #expect(status(run(.applied, at: 99), due: 100).isOverdue)
        #expect(!status(run(.applied, at: 100), due: 100).isOverdue)
        // That one failed is another matter.
        #expect(!status(run(.failed, at: 101), due: 100).isOverdue)
        #expect(status(run(.failed, at: 101), due: 100).hasFailed)
        #expect(!status(nil, due: nil).isOverdue)
    }

    @Test func aNewJobIsNotOverdue() {
        #expect(!status(nil, due: 100).isOverdue)
        #expect(!status(nil, due: 100, since: 100).isOverdue)
        // It ran by hand before it had a schedule.
        #expect(!status(run(.applied, at: 50), due: 100, since: 100).isOverdue)
        #expect(status(nil, due: 100, since: 40).isOverdue)
        #expect(status(run(.applied, at: 50), due: 100, since: 40).isOverdue)
    }

    @Test func aTickIsDueWhenItsGraceIsOver() throws {
        let daily = Schedule.cron(try CronExpression("0 2 * * *"))
        func due(_ schedule: Schedule, jitter: Int = 0, at time: String) throws -> String? {
            let timetable = Timetable(schedule, in: .utc, delay: jitter)
            return JobTimes(timetable, now: try #require(UTCTime(time))).due?.description
        }
        #expect(try due(daily, at: "2026-11-20T02:59:59Z") == "2026-11-19T02:00:00Z")
        #expect(try due(daily, at: "2026-11-20T03:00:00Z") == "2026-11-20T02:00:00Z")
        #expect(try due(daily, jitter: 600, at: "2026-11-20T03:09:59Z") == "2026-11-19T02:00:00Z")
        // An hour is long for what is due every five minutes.
        #expect(try due(.every(.minutes(5)), at: "2026-11-20T03:09:00Z") == "2026-11-20T03:00:00Z")
        let times = JobTimes(Timetable(daily, in: .utc), now: try #require(UTCTime("2026-11-20T02:00:00Z")))
        #expect(times.next?.description == "2026-11-21T02:00:00Z")
    }

    @Test func theNewestOfBothSourcesIsTheLastRun() {
        let journal = [run(.failed, at: 200), run(.applied, at: 100, id: "a")]
        // The server's clock is ahead: the run is the journal's second one all the same.
        #expect(StatusRun.merged(journal, [run(.applied, at: 300, id: "a", .history)], limit: 1).first == journal[0])
        let elsewhere = run(.applied, at: 250, id: "b", .history)
        #expect(StatusRun.merged(journal, [elsewhere], limit: 0) == [elsewhere] + journal)
        #expect(StatusRun.merged([], [elsewhere], limit: 1) == [elsewhere])
    }
}
