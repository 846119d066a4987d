import SeedEngine
import SeedModel
import Testing

/// FAULTS 152: days of 23 and 25 hours, and stranger ones, in zones as the machine has them.
struct RealZoneTests {
    @Test(arguments: [
        // In 2023 Paraguay skipped the hour after midnight.
        (
            "America/Asuncion", "0 0 * * *", "2023-09-30T12:00:00Z",
            ["2023-10-01T04:00:00Z", "2023-10-02T03:00:00Z"]
        ),
        ("Asia/Beirut", "30 0 * * *", "2026-03-28T12:00:00Z", ["2026-03-28T22:00:00Z", "2026-03-29T21:30:00Z"]),
        // Half an hour, in the southern autumn and spring.
        (
            "Australia/Lord_Howe", "45 1 * * *", "2026-04-04T00:00:00Z",
            ["2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"]
        ),
        (
            "Australia/Lord_Howe", "15 2 * * *", "2026-10-03T00:00:00Z",
            ["2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"]
        ),
        (
            "Australia/Lord_Howe", "*/30 * * * *", "2026-04-04T14:40:00Z",
            [
                "2026-04-04T15:00:00Z", "2026-04-04T15:30:00Z", "2026-04-04T16:00:00Z",
            ]
        ),
        ("America/Santiago", "30 0 * * *", "2026-09-05T12:00:00Z", ["2026-09-06T04:00:00Z", "2026-09-07T03:30:00Z"]),
        ("Europe/Dublin", "30 1 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]),
        ("Europe/Dublin", "30 1 * * *", "2026-10-24T12:00:00Z", ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]),
        // Samoa had no 30 December 2011.
        (
            "Pacific/Apia", "0 12 * * *", "2011-12-29T00:00:00Z",
            ["2011-12-29T22:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z"]
        ),
        // Beyond what files of this database list, by the rule behind them.
        ("Europe/Madrid", "30 2 * * *", "2060-03-27T12:00:00Z", ["2060-03-28T01:00:00Z", "2060-03-29T00:30:00Z"]),
    ])
    func ticks(zone: String, text: String, after: String, expected: [String]) throws {
        let zone = try TimeZoneFile.load(zone)
        let schedule = Schedule.cron(try CronExpression(text))
        var time = try #require(UTCTime(after))
        var found: [String] = []
        for _ in expected {
            time = try #require(schedule.next(after: time, in: zone))
            #expect(schedule.last(atOrBefore: time, in: zone) == time)
            found.append("\(time)")
        }
        #expect(found == expected)
    }

    /// One run for each day of the calendar, whatever the clocks do.
    @Test(arguments: [
        "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "America/Santiago", "Europe/Dublin",
        "Africa/Casablanca", "America/Nuuk", "Pacific/Auckland", "Asia/Kathmandu", "America/Havana", "Antarctica/Troll",
    ])
    func aNightlyRunIsOneANight(zone name: String) throws {
        let zone = try TimeZoneFile.load(name)
        for text in ["0 0 * * *", "30 0 * * *", "0 2 * * *", "30 2 * * *", "59 23 * * *"] {
            let schedule = Schedule.cron(try CronExpression(text))
            var time = try #require(UTCTime("2020-01-01T12:00:00Z"))
            let end = try #require(UTCTime("2040-01-01T12:00:00Z"))
            var runs = 0
            while let next = schedule.next(after: time, in: zone), next <= end {
                #expect((20 * 3600...28 * 3600).contains(next.seconds - time.seconds) || runs == 0, "\(name) \(next)")
                #expect(schedule.last(atOrBefore: UTCTime(seconds: next.seconds - 1), in: zone) == time || runs == 0)
                time = next
                runs += 1
            }
            #expect(runs == 7305, "\(name) \(text)")
        }
    }
}
