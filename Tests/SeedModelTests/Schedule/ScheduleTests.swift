import SeedModel
import Testing

struct ScheduleTests {
    static let madrid = "CET-1CEST,M3.5.0,M10.5.0/3"

    /// The first ticks after a time, and the same from the last one back.
    private func ticks(_ text: String, in zone: String, after time: String, count: Int) throws -> [String] {
        let schedule = Schedule.cron(try CronExpression(text))
        let zone = try TimeZoneRules(zone)
        let start = try #require(UTCTime(time))
        var found: [UTCTime] = []
        while found.count < count {
            found.append(try #require(schedule.next(after: found.last ?? start, in: zone)))
        }
        for (earlier, later) in zip([start] + found, found) {
            #expect(schedule.last(atOrBefore: later, in: zone) == later)
            let before = schedule.last(atOrBefore: UTCTime(seconds: later.seconds - 1), in: zone)
            #expect(earlier == start ? before.map { $0 <= start } == true : before == earlier, "before \(later)")
        }
        return found.map { "\($0)" }
    }

    @Test(arguments: [
        // Skipped at 02:00, so right after it, once: that night has one run like any other.
        (
            "30 2 * * *", "2026-03-28T00:00:00Z",
            ["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]
        ),
        ("*/20 2 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]),
        ("0 2,3 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]),
        (
            "*/30 * * * *", "2026-03-29T00:00:00Z",
            ["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"]
        ),
        ("59 1 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T00:59:00Z", "2026-03-29T23:59:00Z"]),
        ("0 3 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"]),
    ])
    func springGap(text: String, after: String, expected: [String]) throws {
        #expect(try ticks(text, in: Self.madrid, after: after, count: expected.count) == expected)
    }

    @Test(arguments: [
        // Shown twice, due once.
        (
            "30 2 * * *", "2026-10-24T12:00:00Z",
            ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]
        ),
        ("0 2 * * *", "2026-10-24T12:00:00Z", ["2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"]),
        ("0 3 * * *", "2026-10-24T12:00:00Z", ["2026-10-25T02:00:00Z", "2026-10-26T02:00:00Z"]),
        (
            "*/30 1-3 * * *", "2026-10-25T00:00:00Z",
            ["2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z"]
        ),
        // What runs all the time runs in the second hour too.
        (
            "*/30 * * * *", "2026-10-25T00:00:00Z",
            ["2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z"]
        ),
        (
            "30 * * * *", "2026-10-25T00:10:00Z",
            ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"]
        ),
        // Asked in the second hour.
        ("30 2 * * *", "2026-10-25T01:10:00Z", ["2026-10-26T01:30:00Z"]),
    ])
    func autumnOverlap(text: String, after: String, expected: [String]) throws {
        #expect(try ticks(text, in: Self.madrid, after: after, count: expected.count) == expected)
    }

    @Test func lastReachesBackOverTheOverlap() throws {
        let zone = try TimeZoneRules(Self.madrid)
        let within = try #require(UTCTime("2026-10-25T01:10:00Z"))
        for text in ["30 2 * * *", "30 * * * *"] {
            let schedule = Schedule.cron(try CronExpression(text))
            #expect(schedule.last(atOrBefore: within, in: zone) == UTCTime("2026-10-25T00:30:00Z"))
        }
    }

    @Test(arguments: [
        ("0 0 29 2 *", "2026-01-01T00:00:00Z", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]),
        ("0 0 29 2 *", "2096-03-01T00:00:00Z", ["2104-02-29T00:00:00Z"]),
        // Sunday, by a field that starts with *, which makes both days count.
        ("0 0 29 2 */8", "2026-01-01T00:00:00Z", ["2032-02-29T00:00:00Z", "2060-02-29T00:00:00Z"]),
        // Either day is enough.
        (
            "0 0 13 * fri", "2026-02-01T00:00:00Z",
            ["2026-02-06T00:00:00Z", "2026-02-13T00:00:00Z", "2026-02-20T00:00:00Z"]
        ),
        ("0 0 31 2 1", "2026-02-20T00:00:00Z", ["2026-02-23T00:00:00Z", "2027-02-01T00:00:00Z"]),
        ("59 23 31 12 *", "2026-12-31T23:58:59Z", ["2026-12-31T23:59:00Z", "2027-12-31T23:59:00Z"]),
        (
            "5 4 * * 7", "1969-12-20T00:00:00Z",
            ["1969-12-21T04:05:00Z", "1969-12-28T04:05:00Z", "1970-01-04T04:05:00Z"]
        ),
    ])
    func calendar(text: String, after: String, expected: [String]) throws {
        #expect(try ticks(text, in: "UTC0", after: after, count: expected.count) == expected)
    }

    @Test func intervalsAreCountedFromOneMomentForAll() throws {
        let schedule = Schedule.every(.minutes(7))
        let zone = try TimeZoneRules(Self.madrid)
        #expect(schedule.next(after: UTCTime(seconds: 0), in: zone) == UTCTime(seconds: 420))
        #expect(schedule.next(after: UTCTime(seconds: 419), in: zone) == UTCTime(seconds: 420))
        #expect(schedule.next(after: UTCTime(seconds: -421), in: zone) == UTCTime(seconds: -420))
        #expect(schedule.last(atOrBefore: UTCTime(seconds: 420), in: zone) == UTCTime(seconds: 420))
        #expect(schedule.last(atOrBefore: UTCTime(seconds: 419), in: zone) == UTCTime(seconds: 0))
        #expect(schedule.last(atOrBefore: UTCTime(seconds: -1), in: zone) == UTCTime(seconds: -420))
        #expect(Schedule.every(Interval(milliseconds: .max)).next(after: UTCTime(seconds: .max), in: .utc) == nil)
    }

    @Test(.timeLimit(.minutes(1)))
    func whatIsRareIsFoundAtOnce() throws {
        let schedule = Schedule.cron(try CronExpression("0 0 29 2 */8"))
        let zone = try TimeZoneRules(Self.madrid)
        for day in 0..<1000 {
            #expect(schedule.next(after: UTCTime(seconds: day * 86_400), in: zone) != nil)
        }
    }

    @Test(arguments: [
        ("0 2 * * *", Interval.days(1)), ("0 2,4 * * *", .hours(2)), ("*/15 * * * *", .minutes(15)),
        ("59,0 0 * * *", .minutes(59)), ("59 23,0 * * *", .hours(1)), ("0,50 * * * *", .minutes(10)),
    ])
    func shortestDistance(text: String, expected: Interval) throws {
        #expect(Schedule.cron(try CronExpression(text)).shortestDistance == expected)
    }
}
