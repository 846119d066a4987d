import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rows that somebody edited between a sync and its rollback: only the source knows what of it is undone.
@Suite(.environments)
struct SourceLookupTests {
    private func holds(_ database: TestDatabase) throws -> String {
        try database.psql(
            "SELECT key, CASE length(rejected) WHEN 64 THEN 'row' ELSE rejected END FROM seedd.hold ORDER BY 1")
    }

    @Test func whatTheSourceHasIsRejected() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (code text PRIMARY KEY, v text);
            INSERT INTO t VALUES ('changed', '1'), ('deleted', '1'), ('same', '1')
            """)
        try databases.source.psql(
            """
            UPDATE t SET v = 'bad' WHERE code = 'changed'; DELETE FROM t WHERE code = 'deleted';
            INSERT INTO t VALUES ('new', 'bad')
            """)
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let run = try await promoter.sync()
        try databases.target.psql(
            "INSERT INTO t VALUES ('deleted', 'mine'), ('theirs', 'mine'); UPDATE t SET v = 'mine'")
        try await promoter.rollback(run, asksSource: true)
        #expect(try holds(databases.target) == "{changed}|row\n{deleted}|absent\n{new}|row")
        #expect(try await promoter.plan().counts == ChangeCounts(unchanged: 1, held: 3))
        try databases.source.psql(
            "UPDATE t SET v = 'good'; INSERT INTO t VALUES ('deleted', 'good'), ('theirs', 'good')")
        #expect(try await promoter.plan().counts == ChangeCounts(insert: 2, update: 3))
    }

    /// Only deleted in the target, by mistake: that the source has it is what is wanted.
    @Test func rowThatSomebodyDeletedIsNotHeld() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (code text PRIMARY KEY, v text); INSERT INTO t VALUES ('a', '1'), ('b', '1')")
        try databases.source.psql("UPDATE t SET v = '2' WHERE code = 'a'")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let run = try await promoter.sync()
        try databases.target.psql("DELETE FROM t WHERE code = 'b'")
        try await promoter.rollback(run, asksSource: true)
        #expect(try holds(databases.target) == "{a}|row")
        try databases.source.psql("DELETE FROM t WHERE code = 'b'")
        #expect(try await promoter.plan().counts == ChangeCounts(delete: 1, held: 1))
    }

    @Test func rollbackOfTheRollbackLiftsWhateverTheSourceHasNow() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (code text PRIMARY KEY, v text)")
        try databases.source.psql("INSERT INTO t VALUES ('a', '1')")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let undo = try await promoter.rollback(try await promoter.sync(), asksSource: true)
        try databases.source.psql("UPDATE t SET v = '2'")
        try await promoter.rollback(undo, asksSource: true)
        #expect(try holds(databases.target) == "")
        #expect(try await promoter.plan().counts == ChangeCounts(update: 1))
    }

    /// To the job a row outside its filter is not there.
    @Test func rowOutsideTheFilterIsAbsent() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (code text PRIMARY KEY, live bool, v text); INSERT INTO t VALUES ('a', true, '1')")
        try databases.source.psql("UPDATE t SET v = '2'")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, filter: "live"))
        let run = try await promoter.sync()
        try databases.source.psql("UPDATE t SET live = false")
        try databases.target.psql("UPDATE t SET v = 'mine'")
        try await promoter.rollback(run, asksSource: true)
        #expect(try holds(databases.target) == "{a}|absent")
        #expect(try await promoter.plan().counts == ChangeCounts(held: 1))
    }

    @Test func columnTheJobDoesNotCompareAnyMore() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (code text PRIMARY KEY, v text, w text); INSERT INTO t VALUES ('a', '1', '1')")
        try databases.source.psql("UPDATE t SET v = '2'")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let run = try await promoter.sync()
        try databases.target.psql("UPDATE t SET v = 'mine'")
        try databases.source.psql("ALTER TABLE t DROP w")
        try await promoter.rollback(run, asksSource: true)
        #expect(try holds(databases.target) == "{a}|any")
    }
}
