import SeedModel
import Testing

struct TimeBoundTests {
    private let now = UTCTime(seconds: 1_795_140_003)

    @Test(arguments: [
        ("2026-11-19", "2026-11-19T00:00:00Z", "2026-11-19T23:59:59Z"),
        ("2026-11-19T02:00:01Z", "2026-11-19T02:00:01Z", "2026-11-19T02:00:01Z"),
        ("2026-11-19T02:00", "2026-11-19T02:00:00Z", "2026-11-19T02:00:00Z"),
        ("2d", "2026-11-18T02:00:03Z", "2026-11-18T02:00:03Z"),
        ("-2d", "2026-11-18T02:00:03Z", "2026-11-18T02:00:03Z"),
        ("2 days ago", "2026-11-18T02:00:03Z", "2026-11-18T02:00:03Z"),
        ("1 week ago", "2026-11-13T02:00:03Z", "2026-11-13T02:00:03Z"),
        ("2h ago", "2026-11-20T00:00:03Z", "2026-11-20T00:00:03Z"),
        ("30 seconds ago", "2026-11-20T01:59:33Z", "2026-11-20T01:59:33Z"),
        ("now", "2026-11-20T02:00:03Z", "2026-11-20T02:00:03Z"),
        ("today", "2026-11-20T00:00:00Z", "2026-11-20T23:59:59Z"),
        ("yesterday", "2026-11-19T00:00:00Z", "2026-11-19T23:59:59Z"),
        ("2026-11-19 02:00", "2026-11-19T02:00:00Z", "2026-11-19T02:00:00Z"),
    ])
    func itBeginsAndEnds(text: String, earliest: String, latest: String) throws {
        let bound = try #require(TimeBound(text))
        #expect(bound.earliest(now: now).description == earliest)
        #expect(bound.latest(now: now).description == latest)
    }

    @Test(arguments: [
        "", "2026-02-30", "2026-11", "2", "2026-11-19Z", "Z", "-2", "--2d", "2 ago", "ago", "2 years ago", "-1 d ago",
        "2026-11-19 2:00", "tomorrow", "99999999999999999999 weeks ago", "9223372036854775807 weeks ago",
    ])
    func nothingElseIsRead(text: String) { #expect(TimeBound(text) == nil) }
}
