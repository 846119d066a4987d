import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Rows that reference what a rollback would take away, found while it is planned.
@Suite(.environments)
struct RollbackReferenceTests {
    /// Promotes parents 2 and 3 and two children of theirs, and another code for parent 1.
    private func promoted(_ rules: TableRule...) async throws -> (promoter: Promoter, run: RunResult) {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE); INSERT INTO parent VALUES (1, 'a');
            CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent ON DELETE CASCADE);
            CREATE TABLE stray (code text REFERENCES parent (code))
            """)
        try databases.source.psql(
            """
            INSERT INTO parent VALUES (2, 'b'), (3, 'c'); INSERT INTO child VALUES (20, 2), (30, 3);
            UPDATE parent SET code = 'new' WHERE id = 1
            """)
        let promoter = try Promoter(rules)
        return (promoter, try await promoter.sync())
    }

    private let parent = TableRule(name: "parent", mode: .mirror)
    private let child = TableRule(name: "child", mode: .mirror)

    @Test func rowsOfTheSameRollbackDoNotCount() async throws {
        let (promoter, run) = try await promoted(parent, child)
        #expect(try await promoter.undo(run).plan().references.isEmpty)
        try await promoter.rollback(run)
        #expect(try promoter.target.psql("SELECT * FROM parent") == "1|a")
    }

    @Test func rowsAddedSinceAreFoundInThePlan() async throws {
        let (promoter, run) = try await promoted(parent)
        try promoter.target.psql("INSERT INTO child VALUES (21, 2), (22, 2); INSERT INTO stray VALUES ('new')")
        let planned = try await promoter.undo(run).plan()
        #expect(
            planned.references.map(\.message) == [
                "2 rows of public.child would be deleted with them (foreign key child_parent_id_fkey)",
                "1 row of public.stray still references them (foreign key stray_code_fkey)",
            ])
        #expect(planned.refusal(guards: Guards())?.code == .refused)
        let error = await #expect(throws: SeedError.self) { try await promoter.rollback(run) }
        #expect(error?.code == .refused)
        #expect(try promoter.target.psql("SELECT count(*) FROM child") == "2")
    }

    /// Of the children one goes with its parent, one is moved to another, and one stays.
    @Test func onlyRowsThatStayCount() async throws {
        let (promoter, run) = try await promoted(parent, child)
        try promoter.target.psql("INSERT INTO child VALUES (5, 2)")
        // Now the rollback's own: what the snapshot does not hold is deleted.
        #expect(try await promoter.undo(run).plan().references.isEmpty)
        let chosen = try await promoter.undo(run, only: [("id", ["2", "3", "20"])]).plan()
        #expect(chosen.plan.summary == ["child: +0 ~0 -1", "parent: +0 ~0 -2"])
        #expect(chosen.references.map(\.message.utf8.first) == [UInt8(ascii: "2")])
    }
}
