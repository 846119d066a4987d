import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rows that somebody wrote in the target after a run are marked, though nothing is kept of how they were promoted.
@Suite(.environments)
struct EditMarkTests {
    @Test func editsSinceTheLastRunAreMarked() async throws {
        let place = try await ConflictPlace(.source)
        try place.source("UPDATE t SET v = '2' WHERE code IN ('a', 'b')")
        try place.target("UPDATE t SET w = '9' WHERE code = 'a'")
        let plan = try await place.promoter.plan()
        #expect(try plan.decisions == ["a update edited", "b update"])
        let finished = try place.databases.target.psql(
            "SELECT to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM seedd.run")
        #expect(try plan.changes.first?.edit == TargetEdit(since: finished))
        #expect(plan.tables.first?.edits == EditCount(rows: 1, since: finished))
        #expect(try place.databases.target.psql("SELECT count(*) FROM seedd.base") == "0")
        // The run overwrites it, and what the run wrote is no edit.
        try await place.sync()
        try place.source("UPDATE t SET v = '3' WHERE code IN ('a', 'b')")
        #expect(try await place.promoter.plan().decisions == ["a update", "b update"])
    }

    /// The date is of the run before the edit, not of the newest.
    @Test func theDateIsOfTheRunBefore() async throws {
        let place = try await ConflictPlace(.source)
        let first = "2026-01-02T03:04:05Z"
        try place.target("UPDATE seedd.run SET finished_at = '\(first)'; UPDATE t SET w = '9' WHERE code = 'a'")
        try place.source("UPDATE t SET v = '2'")
        var options = Planner.Options()
        options.only = [(column: "code", values: ["b"])]
        try await place.promoter.decidedSync(options)
        let plan = try await place.promoter.plan()
        #expect(try plan.decisions == ["a update edited", "c update"])
        #expect(try plan.changes.first?.edit?.since == first)
    }

    @Test func withoutARunNothingIsMarked() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (code text PRIMARY KEY, v text)")
        try databases.source.psql("INSERT INTO t VALUES ('a', '1')")
        try databases.target.psql("INSERT INTO t VALUES ('a', '2'), ('b', '2')")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        #expect(try await promoter.plan().decisions == ["a update", "b delete"])
    }

    /// Rows that were there before the job's first run, and rows of another job's run.
    @Test func onlyWhatSomebodyElseWroteIsMarked() async throws {
        let place = try await ConflictPlace(.source)
        try place.source("CREATE TABLE u (code text PRIMARY KEY); INSERT INTO u VALUES ('x')")
        try place.target("CREATE TABLE u (code text PRIMARY KEY)")
        let other = try Promoter(TableRule(name: "u", mode: .mirror))
        try await other.sync()
        try place.target("UPDATE seedd.run SET job = 'other' WHERE tables::text LIKE '%public.u%'")
        let both = try Promoter(TableRule(name: "t", mode: .mirror), TableRule(name: "u", mode: .mirror))
        try place.source("DELETE FROM u")
        #expect(try await both.plan().decisions == ["x delete"])
        try place.target("UPDATE u SET code = code")
        #expect(try await both.plan().decisions == ["x delete edited"])
    }

    @Test(
        arguments: [
            (100, 200, 150, true), (100, 200, 90, false), (100, 200, 100, false),
            // Beyond 32 bits: the row's transaction is the one that is near.
            (4_294_967_286, 4_294_967_346, 20, true), (4_294_967_306, 4_294_967_346, 5, false),
            (5, 3_000_000_000, 10, false), (5, 200, 2, false),
        ] as [(UInt64, UInt64, UInt32, Bool)])
    func transactionsAreComparedAsTheServerDoes(run: UInt64, next: UInt64, xmin: UInt32, isEdited: Bool) {
        let runs = RunPositions(runs: [.init(transaction: run, finishedAt: "then")], next: next)
        #expect(runs.isEdited(xmin: xmin) == (isEdited ? "then" : nil))
    }
}
