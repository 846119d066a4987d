import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rollbacks of runs that merged.
@Suite(.environments)
struct RestoredBaseTests {
    /// `v` from the source, `w` from the target.
    private func merged() async throws -> (ConflictPlace, RunResult) {
        let place = try await ConflictPlace(.merge)
        try place.source("UPDATE t SET v = '2' WHERE code = 'a'")
        try place.target("UPDATE t SET w = '9' WHERE code = 'a'")
        let run = try await place.promoter.sync()
        #expect(try place.rows() == "a|2|9\nb|1|1\nc|1|1")
        return (place, run)
    }

    @Test func aRollbackOfAMergeStays() async throws {
        let (place, run) = try await merged()
        try await place.promoter.rollback(run)
        #expect(try place.rows() == "a|1|9\nb|1|1\nc|1|1")
        let plan = try await place.sync()
        #expect(plan.counts.held == 1)
        #expect(try place.rows() == "a|1|9\nb|1|1\nc|1|1")
    }

    @Test func aReleaseKeepsTheEditOfTheTarget() async throws {
        let (place, run) = try await merged()
        try await place.promoter.rollback(run)
        #expect(try place.bases() == "a|1|1\nb|1|1\nc|1|1")
        try place.target("DELETE FROM seedd.hold")
        #expect(try await place.sync().decisions == ["a update edited"])
        #expect(try place.rows() == "a|2|9\nb|1|1\nc|1|1")
    }

    /// Text of another type compares with nothing.
    @Test func aColumnOfAnotherTypeIsNotEdited() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (code text PRIMARY KEY, n int, v text)")
        try databases.source.psql("INSERT INTO t VALUES ('a', 1, '1'), ('b', 1, '1')")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .fail))
        try await promoter.decidedSync()
        try databases.psql("ALTER TABLE t ALTER n TYPE numeric(8, 2)")
        try databases.source.psql("UPDATE t SET n = 2 WHERE code = 'a'")
        #expect(try await promoter.decidedSync().decisions == ["a update"])
        try databases.target.psql("UPDATE t SET n = 3 WHERE code = 'b'")
        #expect(try await promoter.plan().counts.conflict == 1)
    }
}
