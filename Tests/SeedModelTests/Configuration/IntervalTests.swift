import SeedModel
import Testing

struct IntervalTests {
    @Test(arguments: [
        ("5s", 5000, "5s"), ("10min", 600_000, "10min"), ("15m", 900_000, "15min"), ("48h", 172_800_000, "2d"),
        ("36h", 129_600_000, "36h"), ("90s", 90_000, "90s"), ("250ms", 250, "250ms"), ("007s", 7000, "7s"),
    ])
    func reads(text: String, milliseconds: Int, printed: String) throws {
        let interval = try #require(Interval(text))
        #expect(interval.milliseconds == milliseconds)
        #expect("\(interval)" == printed)
        #expect(Interval(printed) == interval)
    }

    @Test(arguments: [
        "", "5", "s", "0s", "-5s", "+5s", "5 s", " 5s", "5S", "1.5h", "5s5s", "٥s", "99999999999999999999s",
        "9223372036854775807d", "daily",
    ])
    func refuses(text: String) {
        #expect(Interval(text) == nil)
    }

    @Test func readsRecurrences() {
        #expect(Interval(recurring: "hourly") == .hours(1))
        #expect(Interval(recurring: "daily") == .days(1))
        #expect(Interval(recurring: "weekly") == .days(7))
        #expect(Interval(recurring: "6h") == .hours(6))
        #expect(Interval(recurring: "monthly") == nil)
    }
}
