import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Foreign keys under `triggers: replica`, where the server checks none.
@Suite(.environments)
struct ReplicaReferenceTests {
    /// A parent and a child on both sides, with one row each that stays.
    private func prepare(_ options: String = "", in databases: TestEnvironments) throws {
        try databases.psql(
            """
            CREATE TABLE parent (a int, b int, name text, PRIMARY KEY (a, b));
            CREATE TABLE child (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES parent \(options));
            INSERT INTO parent VALUES (1, 1, 'one'), (2, 2, 'two'); INSERT INTO child VALUES (1, 1, 1)
            """)
    }

    private func promoter(_ tables: String...) throws -> Promoter {
        try Promoter(tables.map { TableRule(name: "public.\($0)", mode: .mirror, triggers: .replica) })
    }

    @Test func rowsInOrderAreWritten() async throws {
        let databases = try TestEnvironments.current
        try prepare(in: databases)
        try databases.source.psql(
            """
            DELETE FROM child; DELETE FROM parent WHERE a = 1; INSERT INTO parent VALUES (3, 3, 'three');
            INSERT INTO child VALUES (1, 2, 2), (3, 3, 3), (4, NULL, 9), (5, NULL, NULL)
            """)
        let promoter = try promoter("parent", "child")
        let before = try databases.target.digests()
        let run = try await promoter.sync()
        #expect(try databases.target.digests(schema: "public") == databases.source.digests(schema: "public"))
        try await promoter.rollback(run)
        #expect(try databases.target.digests() == before)
    }

    @Test(arguments: ["INSERT INTO child VALUES (2, 3, 3)", "UPDATE child SET a = 3, b = 3"])
    func childWithoutAParent(_ edit: String) async throws {
        let databases = try TestEnvironments.current
        try prepare(in: databases)
        try databases.source.psql("INSERT INTO parent VALUES (3, 3, 'three'); \(edit)")
        let error = try await promoter("child").refusal()
        #expect(error.code == .badData)
        #expect(error.subject == "public.child")
        #expect(
            error.problem.contains(
                "1 row references rows of public.parent that are neither there nor in the plan (foreign key child_a_b_fkey)"
            ))
    }

    @Test func halfNullUnderMatchFull() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE child (id int PRIMARY KEY, a int, b int)
            """)
        try databases.target.psql("ALTER TABLE child ADD FOREIGN KEY (a, b) REFERENCES parent MATCH FULL")
        try databases.source.psql("INSERT INTO child VALUES (1, NULL, 1)")
        #expect(try await promoter("child").refusal().code == .badData)
        try databases.source.psql("UPDATE child SET b = NULL")
        try await promoter("child").sync()
    }

    /// A child that appears while the run is under way is what the server's own check would find.
    @Test func childOfADeletedParent() async throws {
        let databases = try TestEnvironments.current
        try prepare("ON DELETE CASCADE", in: databases)
        try databases.source.psql("DELETE FROM parent WHERE a = 1")
        let error = try await promoter("parent").refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("1 row of public.child would be deleted with them"))
    }

    /// `OutsideReferences` sees the child move; a trigger that is enabled for replicas moves it back.
    @Test func childThatATriggerMovesBack() async throws {
        let databases = try TestEnvironments.current
        try prepare(in: databases)
        try databases.source.psql("UPDATE child SET a = 2, b = 2; DELETE FROM parent WHERE a = 1")
        try databases.target.psql(
            """
            CREATE FUNCTION back() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO public.child VALUES (99, 1, 1); RETURN NULL; END $$;
            CREATE TRIGGER back AFTER DELETE ON parent FOR EACH ROW EXECUTE FUNCTION back();
            ALTER TABLE parent ENABLE REPLICA TRIGGER back
            """)
        let error = try await promoter("parent", "child").refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("1 row beside the run would reference no row"))
    }

    /// What the server does not check, seedd does not either.
    @Test func disabledForeignKey() async throws {
        let databases = try TestEnvironments.current
        try prepare(in: databases)
        try databases.target.psql("ALTER TABLE child DISABLE TRIGGER ALL")
        try databases.source.psql("ALTER TABLE child DISABLE TRIGGER ALL; INSERT INTO child VALUES (2, 3, 3)")
        try await promoter("child").sync()
        #expect(try databases.target.psql("SELECT count(*) FROM child") == "2")
    }
}
