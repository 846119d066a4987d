import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Tables whose triggers set a time on every update, on both sides.
@Suite(.environments)
struct TouchedConflictTests {
    private static let table = """
        CREATE TABLE t (code text PRIMARY KEY, v text, w text, at timestamptz);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.at := pg_catalog.now(); RETURN NEW; END $$;
        CREATE TRIGGER touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch()
        """

    private func promoter(_ policy: TableRule.ConflictPolicy) async throws -> (TestEnvironments, Promoter) {
        let databases = try TestEnvironments.current
        try databases.psql(Self.table)
        try databases.source.psql("INSERT INTO t SELECT c, '1', '1', '2026-01-01' FROM unnest(ARRAY['a', 'b']) c")
        let promoter = try Promoter(
            TableRule(
                name: "t", mode: .mirror, track: policy == .newest ? .column("at") : .content, onConflict: policy))
        try await promoter.decidedSync()
        return (databases, promoter)
    }

    @Test func mergeIsNotKeptByTheTimesOfTriggers() async throws {
        let (databases, promoter) = try await promoter(.merge)
        try databases.source.psql("UPDATE t SET v = '2' WHERE code = 'a'; UPDATE t SET v = '2' WHERE code = 'b'")
        try databases.target.psql("UPDATE t SET w = '9' WHERE code = 'a'; UPDATE t SET v = '9' WHERE code = 'b'")
        #expect(try await promoter.decidedSync().decisions == ["a update edited", "b conflict edited"])
        #expect(try databases.target.psql("SELECT code, v, w FROM t ORDER BY 1") == "a|2|9\nb|9|1")
    }

    /// Once the trigger was found, the column is left to it, and compared no more.
    @Test func newestGoesByAColumnThatIsLeftToATrigger() async throws {
        let (databases, promoter) = try await promoter(.newest)
        try databases.source.psql("UPDATE t SET v = '2'")
        try await promoter.decidedSync()
        #expect(try databases.target.psql("SELECT column_name FROM seedd.touched") == "at")
        try databases.source.psql("UPDATE t SET v = '3' WHERE code = 'a'")
        try databases.target.psql("UPDATE t SET v = '9'")
        try databases.source.psql("UPDATE t SET v = '4' WHERE code = 'b'")
        #expect(try await promoter.decidedSync().decisions == ["a conflict kept", "b update edited"])
        #expect(try databases.target.psql("SELECT code, v FROM t ORDER BY 1") == "a|9\nb|4")
    }
}
