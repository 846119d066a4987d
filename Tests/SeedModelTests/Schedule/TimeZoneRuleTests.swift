import Testing

@testable import SeedModel

struct TimeZoneRuleTests {
    private static let changes: [(rule: String, year: Int, expected: [String])] = [
        ("CET-1CEST,M3.5.0,M10.5.0/3", 2026, ["2026-03-29T01:00:00Z 7200", "2026-10-25T01:00:00Z 3600"]),
        ("EST5EDT,M3.2.0,M11.1.0", 2026, ["2026-03-08T07:00:00Z -14400", "2026-11-01T06:00:00Z -18000"]),
        // The southern hemisphere, by half an hour.
        (
            "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2026,
            ["2026-04-04T15:00:00Z 37800", "2026-10-03T15:30:00Z 39600"]
        ),
        // Ireland: summer time is standard, winter time an hour behind.
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 2026, ["2026-03-29T01:00:00Z 3600", "2026-10-25T01:00:00Z 0"]),
        // Greenland: the hour before midnight.
        (
            "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026,
            ["2026-03-29T01:00:00Z -3600", "2026-10-25T01:00:00Z -7200"]
        ),
        // Gaza: two days after a Thursday.
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", 2026, ["2026-03-28T00:00:00Z 10800", "2026-10-23T23:00:00Z 7200"]),
        ("AAA0BBB,J60/0,59/25:01:02", 2028, ["2028-03-01T00:00:00Z 3600", "2028-03-01T00:01:02Z 0"]),
        ("AAA0BBB,59/0,J300", 2026, ["2026-03-01T00:00:00Z 3600", "2026-10-27T01:00:00Z 0"]),
        ("<+03>-3", 2026, []),
        // All year.
        ("EST5EDT,0/0,J365/25", 2026, []),
    ]

    @Test(arguments: changes)
    func changesOfAYear(rule: String, year: Int, expected: [String]) throws {
        let found = try #require(TimeZoneRule(rule.utf8)).changes(years: year...year)
        #expect(found.map { "\(UTCTime(seconds: $0.time)) \($0.offset)" } == expected)
    }

    @Test func daylightTimeAllYearIsTheOffset() throws {
        #expect(try TimeZoneRules("EST5EDT,0/0,J365/25").offset(at: UTCTime(seconds: 0)) == -14400)
        #expect(try TimeZoneRules("<+03>-3").offset(at: UTCTime(seconds: 0)) == 10800)
    }

    @Test(arguments: [
        "", "CET", "AB1", "1", "<>1", "<+03-3", "CET-25", "CET-1:60", "CET-1CEST", "CET-1CEST,M3.5.0",
        "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J1",
        "CET-1CEST,366,J1", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/3 ", "CET-1 ",
    ])
    func nothingElseIsARule(text: String) {
        #expect(TimeZoneRule(text.utf8) == nil)
    }
}
