import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rollbacks into columns of enums that no longer have the saved labels.
@Suite(.environments)
struct RollbackEnumTests {
    private func promoted() async throws -> (Promoter, RunResult) {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'glad'); CREATE TABLE t (code text PRIMARY KEY, m mood);
            INSERT INTO t VALUES ('a', 'sad'), ('b', 'it''s ok'), ('c', NULL), ('d', 'sad')
            """)
        try databases.source.psql("UPDATE t SET m = 'glad' WHERE code IN ('a', 'c'); DELETE FROM t WHERE code = 'b'")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        return (promoter, try await promoter.sync())
    }

    @Test func renamedLabelIsRefusedInThePlan() async throws {
        let (promoter, run) = try await promoted()
        try promoter.target.psql("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'")
        let error = await #expect(throws: SeedError.self) { try await promoter.undo(run).plan() }
        #expect(error?.code == .refused)
        #expect(error?.subject == "public.t")
        #expect(
            error?.problem
                == #"2 rows can't be put back: column m is public.mood, which no longer has the value "sad""#)
        #expect(error?.detail == "code=a\ncode=d")
        #expect(error?.hint?.contains("ALTER TYPE public.mood RENAME VALUE … TO 'sad'") == true)
        // Also d, which nobody changed, is another row to the snapshot now. The others go back.
        try await promoter.apply(promoter.undo(run, only: [("code", ["b", "c"])]))
        #expect(try promoter.target.psql("SELECT * FROM t ORDER BY code") == "a|glad\nb|it's ok\nc|\nd|blue")
        try promoter.target.psql("ALTER TYPE mood RENAME VALUE 'blue' TO 'sad'")
        try await promoter.rollback(run)
        #expect(try promoter.target.psql("SELECT * FROM t ORDER BY code") == "a|sad\nb|it's ok\nc|\nd|sad")
    }

    @Test func labelsOfATypeThatWasMadeAnew() async throws {
        let (promoter, run) = try await promoted()
        try promoter.target.psql(
            """
            UPDATE t SET m = 'glad'; ALTER TYPE mood RENAME TO old; CREATE TYPE mood AS ENUM ('glad');
            ALTER TABLE t ALTER m TYPE mood USING m::text::mood
            """)
        let error = await #expect(throws: SeedError.self) { try await promoter.undo(run).plan() }
        #expect(error?.problem.contains("3 rows can't be put back") == true)
        #expect(error?.problem.hasSuffix(#"no longer has the values "sad", "it's ok""#) == true)
        #expect(error?.hint?.contains("ADD VALUE 'sad'") == true)
    }
}
