import SeedModel
import Testing

@Suite struct UTCTimeTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        (-1, "1969-12-31T23:59:59Z"), (1_795_140_003, "2026-11-20T02:00:03Z"),
        (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"),
    ])
    func `it is written and read`(seconds: Int, text: String) {
        #expect(UTCTime(seconds: seconds).description == text)
        #expect(UTCTime(text) == UTCTime(seconds: seconds))
    }

    @Test(arguments: [
        "", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00+", "２026-01-01T00:00Z", "2026-01-01T00:00:60Z",
    ])
    func `nothing else is read`(text: String) { #expect(UTCTime(text) == nil) }

    @Test func `the compact form`() { #expect(UTCTime(seconds: 1_795_140_003).compact == "20261120T020003Z") }
}
