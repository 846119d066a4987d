import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rows that the target inserted: no run has promoted them.
@Suite(.environments)
struct InsertedRowTests {
    typealias Policy = TableRule.ConflictPolicy

    @Test(arguments: [
        (Policy.source, "x update edited", "x|2|1", 0), (.target, "x conflict kept", "x|9|1", 0),
        (.merge, "x conflict edited", "x|9|1", 1), (.newest, "x update edited", "x|2|1", 0),
    ])
    func insertedOnBothSides(_ policy: Policy, decision: String, row: String, conflicts: Int) async throws {
        let place = try await ConflictPlace(policy)
        try place.source("INSERT INTO t VALUES ('x', '2', '1', '2026-12-02')")
        try place.target("INSERT INTO t VALUES ('x', '9', '1', '2026-12-01')")
        let plan = try await place.sync()
        #expect(try plan.decisions == [decision])
        #expect(plan.counts.conflict == conflicts)
        #expect(try place.rows() == "a|1|1\nb|1|1\nc|1|1\n\(row)")
    }

    @Test(arguments: [(Policy.source, false), (.target, true), (.merge, true), (.newest, true)])
    func insertedInTheTargetOnly(_ policy: Policy, stays: Bool) async throws {
        let place = try await ConflictPlace(policy)
        try place.target("INSERT INTO t VALUES ('x', '9', '1', NULL)")
        for _ in 0..<2 {
            let plan = try await place.sync()
            #expect(plan.counts.conflict == 0)
            #expect(try place.rows() == "a|1|1\nb|1|1\nc|1|1" + (stays ? "\nx|9|1" : ""))
        }
        if policy == .merge {
            // Once the source has it too it is promoted like any other.
            try place.source("INSERT INTO t VALUES ('x', '9', '1', NULL)")
            try await place.sync()
            try place.source("DELETE FROM t WHERE code = 'x'")
            #expect(try await place.sync().decisions == ["x delete"])
        }
    }

    @Test func failRefuses() async throws {
        let place = try await ConflictPlace(.fail)
        try place.target("INSERT INTO t VALUES ('x', '9', '1', NULL)")
        let error = await #expect(throws: SeedError.self) { try await place.sync() }
        #expect(error?.code == .refused)
    }

    /// Rows that come into view are none that anybody inserted.
    @Test func aWidenedFilterBeginsAnew() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (code text PRIMARY KEY, v text); INSERT INTO t VALUES ('a', '1'), ('b', '1')")
        try databases.target.psql("UPDATE t SET v = '9' WHERE code = 'b'")
        let narrow = try Promoter(TableRule(name: "t", mode: .mirror, filter: "code = 'a'", onConflict: .merge))
        try await narrow.decidedSync()
        let wide = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .merge))
        #expect(try await wide.decidedSync().decisions == ["b update"])
        try databases.target.psql("INSERT INTO t VALUES ('c', '1')")
        #expect(try await wide.decidedSync().decisions == ["c conflict kept"])
    }

    /// The mode leaves them, and so no run has promoted them.
    @Test func rowsThatUpsertLeavesAreNotPromoted() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (code char(3), on_hand bool, v text, PRIMARY KEY (code, on_hand))")
        try databases.source.psql("INSERT INTO t VALUES ('a', true, '1')")
        try databases.target.psql("INSERT INTO t VALUES ('x', true, '9')")
        let promoter = try Promoter(TableRule(name: "t", mode: .upsert, onConflict: .merge))
        try await promoter.decidedSync()
        #expect(try databases.target.psql("SELECT row ->> 'v' FROM seedd.base") == "1")
        #expect(try await promoter.plan().tables.first?.base?.isStale == false)
        try databases.source.psql("INSERT INTO t VALUES ('x', true, '2')")
        #expect(try await promoter.decidedSync().counts.conflict == 1)
        #expect(try databases.target.psql("SELECT v FROM t ORDER BY code") == "1\n9")
    }

    @Test func rowsThatInsertLeavesAreNotPromoted() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (code text PRIMARY KEY, v text)")
        try databases.source.psql("INSERT INTO t VALUES ('a', '1'), ('b', '1'), ('c', '1')")
        try databases.target.psql("INSERT INTO t VALUES ('b', '9'), ('c', '1'), ('d', '9')")
        try await Promoter(TableRule(name: "t", mode: .insert, onConflict: .merge)).decidedSync()
        #expect(try databases.target.psql("SELECT row ->> 'code' FROM seedd.base ORDER BY 1") == "a\nc")
        let mirror = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .fail))
        #expect(try await mirror.plan().counts.conflict == 2)
    }
}
