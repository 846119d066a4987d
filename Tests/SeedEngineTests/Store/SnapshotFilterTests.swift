import Glibc
import SeedModel
import Testing

@testable import SeedEngine

@Suite struct SnapshotFilterTests {
    let fixture: StoreFixture
    /// Newest first: a damaged one of tomorrow, `prices` of today, `config` of yesterday.
    let entries: [SnapshotEntry]

    init() throws {
        fixture = try StoreFixture()
        _ = try fixture.take([("t", "a\tb\n")])
        fixture.advance(by: 86_400)
        _ = try fixture.take([("prices", "a\tb\n"), ("rates", "")], job: "prices")
        mkdir("\(fixture.directory)/20261122T000000Z-00000000", 0o700)
        entries = try fixture.store.list()
    }

    /// Days of November on which those that pass were taken.
    private func days(_ set: (inout SnapshotFilter) -> Void) -> [String] {
        var filter = SnapshotFilter()
        set(&filter)
        return filter.apply(to: entries).map { String($0.id.description.prefix(8).suffix(2)) }
    }

    @Test func `all pass an empty filter`() { #expect(days { _ in } == ["22", "21", "20"]) }

    @Test func `by job, environment, reason and table, damaged ones in any case`() {
        #expect(days { $0.job = "prices" } == ["22", "21"])
        #expect(days { $0.job = "price" } == ["22"])
        #expect(days { $0.environment = "production" } == ["22", "21", "20"])
        #expect(days { $0.environment = "staging" } == ["22"])
        #expect(days { $0.reason = .beforeSync } == ["22", "21", "20"])
        #expect(days { $0.reason = .requested } == ["22"])
        #expect(days { $0.tables = [Glob("public.r*")] } == ["22", "21"])
        #expect(days { $0.tables = [Glob("t"), Glob("rates")] } == ["22", "21", "20"])
        #expect(days { $0.tables = [Glob("ates")] } == ["22"])
    }

    @Test func `by time, damaged ones too`() throws {
        let time = try #require(UTCTime("2026-11-21T02:00:03Z"))
        #expect(days { $0.since = time } == ["22", "21"])
        #expect(days { $0.until = time } == ["21", "20"])
        #expect(days { $0.since = UTCTime(seconds: time.seconds + 1) } == ["22"])
        #expect(days { $0.until = UTCTime(seconds: time.seconds - 1) } == ["20"])
    }

    @Test func `the newest so many`() {
        #expect(days { $0.limit = 2 } == ["22", "21"])
        #expect(
            days {
                $0.limit = 2
                $0.job = "config"
            } == ["22", "20"])
    }
}
