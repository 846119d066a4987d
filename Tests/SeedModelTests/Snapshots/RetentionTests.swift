import SeedModel
import Testing

struct RetentionTests {
    private static let none = Retention(last: 0, daily: 0, weekly: 0, monthly: 0)

    /// Reasons by time, of snapshots of one job; nothing for those that go.
    private func kept(
        _ policy: Retention, _ times: [String], now: String = "2027-06-01T00:00:00Z"
    ) throws -> [[String]] {
        let snapshots = try times.map { StoredSnapshot.sample(try #require(UTCTime($0))) }
        return policy.decisions(for: snapshots, now: try #require(UTCTime(now))).map { $0.keeps ? $0.reasons : [] }
    }

    @Test func theLastOnesStay() throws {
        var policy = Self.none
        policy.last = 2
        #expect(
            try kept(policy, ["2026-11-20T02:00:00Z", "2026-11-22T02:00:00Z", "2026-11-21T02:00:00Z"])
                == [[], ["the newest of its job", "last 2"], ["last 2"]])
    }

    @Test func theNewestOfEachDayStaysWhereThatDayHasOne() throws {
        var policy = Self.none
        policy.daily = 2
        #expect(
            try kept(
                policy,
                [
                    "2026-11-20T23:59:59Z", "2026-11-20T00:00:00Z", "2026-11-10T05:00:00Z", "2026-11-10T04:00:00Z",
                    "2026-11-09T05:00:00Z",
                ])
                == [["the newest of its job", "daily 2026-11-20"], [], ["daily 2026-11-10"], [], []])
    }

    /// 2027-01-01 is a Friday: its week began in 2026 and is the 53rd.
    @Test func weeksAreThoseOfISO8601() throws {
        var policy = Self.none
        policy.weekly = 3
        #expect(
            try kept(
                policy,
                [
                    "2027-01-04T00:00:00Z", "2027-01-03T23:59:59Z", "2026-12-28T00:00:00Z", "2026-12-27T23:59:59Z",
                    "2026-12-20T00:00:00Z",
                ])
                == [
                    ["the newest of its job", "weekly 2027-W01"], ["weekly 2026-W53"], [], ["weekly 2026-W52"], [],
                ])
    }

    @Test func monthsMayLieApart() throws {
        var policy = Self.none
        policy.monthly = 2
        #expect(
            try kept(policy, ["2027-03-31T23:00:00Z", "2027-03-01T00:00:00Z", "2025-02-28T00:00:00Z"])
                == [["the newest of its job", "monthly 2027-03"], [], ["monthly 2025-02"]])
    }

    @Test func allWithinASpanOfTheNewestStay() throws {
        var policy = Self.none
        policy.within = .hours(48)
        #expect(
            try kept(policy, ["2026-11-22T02:00:00Z", "2026-11-20T02:00:00Z", "2026-11-20T01:59:59Z"])
                == [["the newest of its job", "within 2d"], ["within 2d"], []])
    }

    /// Europe/Madrid went from UTC+2 to UTC+1 at 01:00 UTC; a day of UTC has 24 hours on that day too.
    @Test func daylightSavingDoesNotMatter() throws {
        var policy = Self.none
        policy.daily = 5
        #expect(
            try kept(policy, ["2026-10-25T22:30:00Z", "2026-10-25T00:30:00Z", "2026-10-24T23:30:00Z"])
                == [["the newest of its job", "daily 2026-10-25"], [], ["daily 2026-10-24"]])
    }

    @Test func oneSnapshotMayHaveSeveralReasons() throws {
        #expect(
            try kept(Retention(last: 1, daily: 1, weekly: 1, monthly: 1, within: .days(1)), ["2026-11-20T02:00:03Z"])
                == [
                    [
                        "the newest of its job", "last 1", "within 1d", "daily 2026-11-20", "weekly 2026-W47",
                        "monthly 2026-11",
                    ]
                ])
    }

    @Test func zerosLeaveTheNewestOfEachJobAndEnvironment() throws {
        let time = try #require(UTCTime("2026-11-20T02:00:00Z"))
        let earlier = UTCTime(seconds: time.seconds - 1)
        let snapshots: [StoredSnapshot] = [
            .sample(time), .sample(earlier), .sample(earlier, job: "other"), .sample(earlier, environment: "eu"),
        ]
        #expect(
            Self.none.decisions(for: snapshots, now: time)
                == [.keep([.newest]), .remove(.noRule), .keep([.newest]), .keep([.newest])])
    }

    @Test func damagedOnesStayAndTakeNoPlace() throws {
        let time = try #require(UTCTime("2026-11-20T02:00:00Z"))
        let snapshots = [StoredSnapshot(origin: nil), .sample(time)]
        var policy = Self.none
        policy.last = 1
        #expect(policy.decisions(for: snapshots, now: time) == [.keep([.damaged]), .keep([.newest, .last(1)])])
        #expect(policy.decisions(for: [], now: time) == [])
    }

    @Test func aClockThatWentBackRemovesNothingThatCounts() throws {
        var policy = Self.none
        policy.last = 1
        let times = ["2038-01-19T00:00:00Z", "2026-11-20T02:00:00Z", "2026-11-19T02:00:00Z"]
        let future = ["dated in the future: the clock was ahead, or is behind"]
        #expect(
            try kept(policy, times, now: "2026-11-20T03:00:00Z") == [future, ["the newest of its job", "last 1"], []])
        // All of them, as seen by a clock that is behind.
        #expect(try kept(policy, times, now: "2020-01-01T00:00:00Z") == [future, future, future])
    }

    @Test func aClockThatIsAheadRemovesNoMoreThanARightOne() throws {
        let times = ["2026-11-20T02:00:00Z", "2026-11-19T02:00:00Z", "2026-11-18T01:00:00Z"]
        let policy = Retention(last: 0, daily: 0, weekly: 0, monthly: 0, within: .hours(24))
        #expect(
            try kept(policy, times, now: "2099-01-01T00:00:00Z") == kept(policy, times, now: "2026-11-20T02:00:00Z"))
    }

    /// A second snapshot of one second is dated a second ahead.
    @Test func aSecondAheadIsNotTheFuture() throws {
        #expect(
            try kept(Self.none, ["2026-11-20T02:00:01Z"], now: "2026-11-20T02:00:00Z") == [["the newest of its job"]])
    }
}
