import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What each policy does about a row that was edited in the target since the last run.
@Suite(.environments)
struct ConflictPolicyTests {
    typealias Policy = TableRule.ConflictPolicy

    /// `v` at the source and `w` in the target.
    @Test(arguments: [
        (Policy.source, "a update edited", "a|2|1"), (.target, "a conflict kept", "a|1|9"),
        (.merge, "a update edited", "a|2|9"),
    ])
    func editsOfOtherColumns(_ policy: Policy, decision: String, row: String) async throws {
        let place = try await ConflictPlace(policy)
        try place.source("UPDATE t SET v = '2' WHERE code = 'a'")
        try place.target("UPDATE t SET w = '9' WHERE code = 'a'")
        let plan = try await place.sync()
        #expect(try plan.decisions == [decision])
        #expect(try place.rows() == "\(row)\nb|1|1\nc|1|1")
        // And no later run takes back what the target kept.
        let second = try await place.sync()
        #expect(second.isEmpty && second.counts.conflict == 0)
        #expect(try place.rows() == "\(row)\nb|1|1\nc|1|1")
    }

    @Test(arguments: [
        (Policy.source, "a update edited", "a|2|1"), (.target, "a conflict kept", "a|9|1"),
        (.merge, "a conflict edited", "a|9|1"),
    ])
    func editsOfTheSameColumn(_ policy: Policy, decision: String, row: String) async throws {
        let place = try await ConflictPlace(policy)
        try place.source("UPDATE t SET v = '2' WHERE code = 'a'; UPDATE t SET v = '2' WHERE code = 'b'")
        try place.target("UPDATE t SET v = '9' WHERE code = 'a'")
        let plan = try await place.sync()
        #expect(try plan.decisions == [decision, "b update"])
        #expect(plan.counts.conflict == (policy == .merge ? 1 : 0))
        #expect(try place.rows() == "\(row)\nb|2|1\nc|1|1")
        let second = try await place.sync()
        #expect(second.isEmpty)
        // It stays open until somebody has decided.
        #expect(second.counts.conflict == (policy == .merge ? 1 : 0))
    }

    @Test func aConflictShowsAllThreeRows() async throws {
        let place = try await ConflictPlace(.merge)
        try place.source("UPDATE t SET v = '2', w = '2' WHERE code = 'a'")
        try place.target("UPDATE t SET v = NULL WHERE code = 'a'")
        let change = try #require(try await place.promoter.plan().changes.first)
        #expect(change.conflicting == [1])
        #expect(change.edit?.base?.prefix(3) == ["a", "1", "1"])
        #expect(change.before?.prefix(3) == ["a", nil, "1"])
        #expect(change.after?.prefix(3) == ["a", "2", "2"])
        #expect(change.edit?.since?.hasPrefix("20") == true)
    }

    /// Decided by giving one side what the other has.
    @Test(arguments: [true, false])
    func aConflictEndsWhenBothSidesAgree(_ atSource: Bool) async throws {
        let place = try await ConflictPlace(.merge)
        try place.source("UPDATE t SET v = '2' WHERE code = 'a'")
        try place.target("UPDATE t SET v = '9' WHERE code = 'a'")
        #expect(try await place.sync().counts.conflict == 1)
        if atSource {
            try place.source("UPDATE t SET v = '9' WHERE code = 'a'")
        } else {
            try place.target("UPDATE t SET v = '2' WHERE code = 'a'")
        }
        #expect(try await place.sync().counts == ChangeCounts(unchanged: 3))
        try place.source("UPDATE t SET v = '3' WHERE code = 'a'")
        #expect(try await place.sync().decisions == ["a update"])
        #expect(try place.rows() == "a|3|1\nb|1|1\nc|1|1")
    }

    @Test(arguments: [
        (Policy.source, "a update edited", "a|1|1"), (.target, "a conflict kept", "a|9|1"),
        (.merge, "a conflict kept", "a|9|1"),
    ])
    func editsOfTheTargetOnly(_ policy: Policy, decision: String, row: String) async throws {
        let place = try await ConflictPlace(policy)
        try place.target("UPDATE t SET v = '9' WHERE code = 'a'")
        for _ in 0..<2 {
            let plan = try await place.promoter.plan()
            #expect(try plan.decisions == [decision])
            #expect(plan.counts == (policy == .source ? .init(update: 1, unchanged: 2) : .init(unchanged: 3)))
        }
        try await place.sync()
        #expect(try place.rows() == "\(row)\nb|1|1\nc|1|1")
        if policy == .merge {
            // The edit is still known as one when the source changes later.
            try place.source("UPDATE t SET w = '5' WHERE code = 'a'")
            try await place.sync()
            #expect(try place.rows() == "a|9|5\nb|1|1\nc|1|1")
            try place.source("UPDATE t SET w = '6' WHERE code = 'a'")
            try await place.sync()
            #expect(try place.rows() == "a|9|6\nb|1|1\nc|1|1")
        }
    }

    @Test(arguments: [
        (Policy.source, "a delete edited", 0, "b|1|1\nc|1|1"), (.target, "a conflict kept", 0, "a|9|1\nb|1|1\nc|1|1"),
        (.merge, "a conflict edited", 1, "a|9|1\nb|1|1\nc|1|1"),
        (.newest, "a conflict edited", 1, "a|9|1\nb|1|1\nc|1|1"),
    ])
    func deletesOfEditedRows(_ policy: Policy, decision: String, conflicts: Int, rows: String) async throws {
        let place = try await ConflictPlace(policy)
        try place.source("DELETE FROM t WHERE code IN ('a', 'b'); INSERT INTO t (code, v, w) VALUES ('b', '1', '1')")
        try place.source("UPDATE t SET at = '2026-11-01' WHERE code = 'b'")
        try place.target("UPDATE t SET v = '9' WHERE code = 'a'")
        let plan = try await place.sync()
        #expect(try plan.decisions == [decision])
        #expect(plan.counts.conflict == conflicts)
        #expect(try place.rows() == rows)
    }

    @Test(arguments: [
        (Policy.source, false, "a insert", 0), (.target, false, "a conflict kept", 0),
        (.merge, false, "a conflict kept", 0), (.merge, true, "a conflict edited", 1),
        (.newest, false, "a conflict edited", 1), (.target, true, "a conflict kept", 0),
    ])
    func rowsDeletedInTheTarget(
        _ policy: Policy, sourceChanges: Bool, decision: String, conflicts: Int
    ) async throws {
        let place = try await ConflictPlace(policy)
        try place.target("DELETE FROM t WHERE code = 'a'")
        if sourceChanges { try place.source("UPDATE t SET v = '2' WHERE code = 'a'") }
        for _ in 0..<2 {
            let plan = try await place.promoter.plan()
            #expect(try plan.decisions == [decision])
            #expect(plan.counts.conflict == conflicts)
        }
        try await place.sync()
        #expect(try place.rows() == (policy == .source ? "a|1|1\nb|1|1\nc|1|1" : "b|1|1\nc|1|1"))
    }

    /// Gone on both sides, and back at the source: a row that was never promoted.
    @Test func rowsThatBothSidesDeletedAreForgotten() async throws {
        let place = try await ConflictPlace(.merge)
        try place.databases.psql("DELETE FROM t WHERE code = 'a'")
        try await place.sync()
        #expect(try place.bases() == "b|1|1\nc|1|1")
        try place.source("INSERT INTO t VALUES ('a', '2', '2', NULL)")
        #expect(try await place.sync().decisions == ["a insert"])
        #expect(try place.rows() == "a|2|2\nb|1|1\nc|1|1")
    }

    @Test(arguments: [
        ("'2026-11-02'", "'2026-11-03'", "a conflict kept", 0, "9"),
        ("'2026-11-03'", "'2026-11-02'", "a update edited", 0, "2"),
        ("'10000-01-01'", "'2026-11-02'", "a update edited", 0, "2"),
        ("'2026-11-03'", "'2026-11-03'", "a conflict edited", 1, "9"),
        ("NULL", "'2026-11-03'", "a conflict edited", 1, "9"),
    ])
    func newestComparesStamps(
        source: String, target: String, decision: String, conflicts: Int, v: String
    ) async throws {
        let place = try await ConflictPlace(.newest)
        try place.source("UPDATE t SET v = '2', at = \(source) WHERE code = 'a'")
        try place.target("UPDATE t SET v = '9', at = \(target) WHERE code = 'a'")
        let plan = try await place.sync()
        #expect(try plan.decisions == [decision])
        #expect(plan.counts.conflict == conflicts)
        #expect(try place.rows() == "a|\(v)|1\nb|1|1\nc|1|1")
    }

    @Test func failRefusesAndNamesTheTable() async throws {
        let place = try await ConflictPlace(.fail)
        try place.source("UPDATE t SET v = '2' WHERE code IN ('a', 'b')")
        #expect(try await place.promoter.plan().decisions == ["a update", "b update"])
        try place.target("UPDATE t SET w = '9' WHERE code = 'a'")
        let error = await #expect(throws: SeedError.self) { try await place.sync() }
        #expect(error?.code == .refused)
        #expect(error?.problem == "public.t: 1 row was edited in production since the last run (on_conflict: fail)")
        #expect(try place.rows() == "a|1|9\nb|1|1\nc|1|1")
    }
}
