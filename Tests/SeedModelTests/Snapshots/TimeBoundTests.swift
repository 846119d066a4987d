import SeedModel
import Testing

struct TimeBoundTests {
    private let now = UTCTime(seconds: 1_795_140_003)

    @Test(arguments: [
        ("2026-11-19", "2026-11-19T00:00:00Z", "2026-11-19T23:59:59Z"),
        ("2026-11-19T02:00:01Z", "2026-11-19T02:00:01Z", "2026-11-19T02:00:01Z"),
        ("2026-11-19T02:00", "2026-11-19T02:00:00Z", "2026-11-19T02:00:00Z"),
        ("2d", "2026-11-18T02:00:03Z", "2026-11-18T02:00:03Z"),
    ])
    func itBeginsAndEnds(text: String, earliest: String, latest: String) throws {
        let bound = try #require(TimeBound(text))
        #expect(bound.earliest(now: now).description == earliest)
        #expect(bound.latest(now: now).description == latest)
    }

    @Test(arguments: ["", "yesterday", "2026-02-30", "2026-11", "2026-11-19 02:00", "-2d", "2", "2026-11-19Z", "Z"])
    func nothingElseIsRead(text: String) { #expect(TimeBound(text) == nil) }
}
