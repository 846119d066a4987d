import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rollbacks into a table whose columns changed after the snapshot.
@Suite(.environments)
struct RollbackDriftTests {
    /// Promotes an update, an insert and a delete, then changes the target's schema.
    private func drifted(_ statements: String) async throws -> (promoter: Promoter, run: RunResult) {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (code text PRIMARY KEY, v text, note text);
            INSERT INTO t VALUES ('a', '1', 'x'), ('b', '1', 'x'), ('c', '1', 'x')
            """)
        try databases.source.psql(
            "UPDATE t SET v = '2' WHERE code = 'a'; DELETE FROM t WHERE code = 'b'; INSERT INTO t VALUES ('n', '1', 'x')"
        )
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let run = try await promoter.sync()
        try databases.target.psql(statements)
        return (promoter, run)
    }

    private func rows(_ promoter: Promoter) throws -> String {
        try promoter.target.psql("SELECT * FROM t ORDER BY code")
    }

    private func refusal(_ promoter: Promoter, _ run: RunResult) async throws -> SeedError {
        let before = try promoter.target.digests()
        let error = await #expect(throws: SeedError.self) { try await promoter.rollback(run) }
        #expect(try promoter.target.digests() == before, "a refused rollback wrote something")
        let refusal = try #require(error)
        #expect(refusal.code == .refused, "\(refusal)")
        return refusal
    }

    private func warnings(_ promoter: Promoter) -> [String] {
        promoter.sink.events.compactMap { event in
            if case .warning(_, let message) = event { message } else { nil }
        }
    }

    @Test func addedColumnKeepsItsValuesAndGivesItsDefault() async throws {
        let (promoter, run) = try await drifted(
            "ALTER TABLE t ADD extra text DEFAULT 'default'; UPDATE t SET extra = 'mine' WHERE code IN ('a', 'n')")
        let undone = try await promoter.rollback(run)
        #expect(try rows(promoter) == "a|1|x|mine\nb|1|x|default\nc|1|x|default")
        #expect(
            warnings(promoter).contains {
                $0.contains("extra was added since; 1 row that is put back gets its default")
            })
        try await promoter.rollback(undone)
        #expect(try rows(promoter) == "a|2|x|mine\nc|1|x|default\nn|1|x|mine")
    }

    @Test func addedColumnWithoutAValueIsRefusedWhereRowsComeBack() async throws {
        let (promoter, run) = try await drifted(
            "ALTER TABLE t ADD need int NOT NULL DEFAULT 7; ALTER TABLE t ALTER need DROP DEFAULT")
        let error = try await refusal(promoter, run)
        #expect(error.problem.contains("1 row can't be put back: column need"))
        // Rows that are there have their value.
        try await promoter.apply(promoter.undo(run, only: [("code", ["a", "n"])]))
        #expect(try rows(promoter) == "a|1|x|7\nc|1|x|7")
    }

    @Test func goneColumnIsToldAndTheRestRestored() async throws {
        let (promoter, run) = try await drifted("ALTER TABLE t DROP note")
        let planned = try await promoter.undo(run).plan()
        #expect(planned.plan.tables[0].notes == ["column note is gone; its saved values are left out"])
        try await promoter.rollback(run)
        #expect(try rows(promoter) == "a|1\nb|1\nc|1")
        #expect(warnings(promoter).contains { $0.contains("column note is gone") })
    }

    /// Its values could not be told from those of a column that has nothing to do with it.
    @Test func renamedColumnIsGoneAndAskedAbout() async throws {
        let (promoter, run) = try await drifted("ALTER TABLE t RENAME note TO remark")
        let notes = try await promoter.undo(run).plan().plan.tables[0].notes
        #expect(notes.first == "column note is gone (was it renamed to remark?); its saved values are left out")
        try await promoter.rollback(run)
        #expect(try rows(promoter) == "a|1|x\nb|1|\nc|1|x")
    }

    @Test func columnThatTheDatabaseComputesNowIsLeftToIt() async throws {
        let (promoter, run) = try await drifted(
            "ALTER TABLE t DROP note; ALTER TABLE t ADD note text GENERATED ALWAYS AS (code || v) STORED")
        try await promoter.rollback(run)
        #expect(try rows(promoter) == "a|1|a1\nb|1|b1\nc|1|c1")
        #expect(try await promoter.undo(run).plan().plan.isEmpty, "the second plan")
        #expect(warnings(promoter).contains { $0.contains("column note is computed") })
    }

    @Test func lostMatchKeyIsRefused() async throws {
        let (promoter, run) = try await drifted("ALTER TABLE t DROP code; ALTER TABLE t ADD id serial PRIMARY KEY")
        let error = await #expect(throws: SeedError.self) { try await promoter.rollback(run) }
        #expect(error?.code == .refused)
        #expect(error?.problem.contains("column code is gone") == true)
        #expect(error?.hint?.contains("rename the column back") == true)
        #expect(error?.hint?.contains("--table") == false)
    }

    @Test func repeatedMatchKeyIsRefused() async throws {
        let (promoter, run) = try await drifted(
            "ALTER TABLE t DROP CONSTRAINT t_pkey; INSERT INTO t VALUES ('c', '9', '')")
        let error = try await refusal(promoter, run)
        #expect(error.problem.contains("1 value of the match key (code) has several rows"))
        #expect(error.detail == "code=c")
        try promoter.target.psql("DELETE FROM t WHERE v = '9'")
        try await promoter.rollback(run)
        #expect(try rows(promoter) == "a|1|x\nb|1|x\nc|1|x")
    }

    @Test func filterThatNamesAGoneColumnIsRefused() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (code text PRIMARY KEY, live bool); INSERT INTO t VALUES ('a', true)")
        try databases.source.psql("INSERT INTO t VALUES ('b', true)")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, filter: "live"))
        let run = try await promoter.sync()
        try databases.target.psql("ALTER TABLE t DROP live")
        let error = try await refusal(promoter, run)
        #expect(error.problem.contains("filter"))
    }

    @Test func goneTableIsRefusedWithThoseOfASimilarName() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE prices (code text PRIMARY KEY); CREATE TABLE other (code text PRIMARY KEY)")
        try databases.source.psql("INSERT INTO prices VALUES ('a'); INSERT INTO other VALUES ('a')")
        let promoter = try Promoter.mirror("public")
        let run = try await promoter.sync()
        try databases.target.psql("ALTER TABLE prices RENAME TO prices_2")
        let error = try await refusal(promoter, run)
        #expect(error.subject == "public.prices")
        #expect(error.hint == "of a similar name: public.prices_2; the others: --table public.other")
        try await promoter.apply(promoter.undo(run, tables: ["other"]))
        #expect(try databases.target.psql("SELECT count(*) FROM other") == "0")
    }
}
