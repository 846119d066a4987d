import SeedModel
import SeedTestKit
import Testing

/// References to rows that are not there are named before anything is written.
@Suite(.environments)
struct MissingParentTests {
    @Test(arguments: ["", "DEFERRABLE INITIALLY DEFERRED"])
    func rowsOutsideTheJob(_ deferrable: String) async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (a int, b text, PRIMARY KEY (a, b));
            CREATE TABLE child (id int PRIMARY KEY, a int, b text, CONSTRAINT up FOREIGN KEY (a, b) REFERENCES parent \(deferrable));
            INSERT INTO parent VALUES (1, 'x'); INSERT INTO child VALUES (1, 1, 'x'), (2, NULL, 'free')
            """)
        try databases.source.psql(
            """
            INSERT INTO parent VALUES (2, 'new'), (3, 'new'); INSERT INTO child VALUES (3, 2, 'new'), (4, 1, 'x'), (5, 7, NULL);
            UPDATE child SET a = 3, b = 'new' WHERE id = 1
            """)
        let error = try await Promoter(TableRule(name: "child", mode: .mirror)).refusal()
        #expect(error.code == .badData)
        #expect(error.subject == "public.child")
        #expect(error.problem.contains("2 rows reference rows of public.parent"))
        #expect(error.problem.contains("foreign key up"))
        #expect(error.detail?.contains("a=2, b=new") == true)
        try await Promoter.mirror("public").roundTrip(["child: +3 ~1 -0", "parent: +2 ~0 -0"])
    }

    /// The parent is there now and goes with the same run.
    @Test func parentThatIsDeleted() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (id int PRIMARY KEY, live bool); CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent);
            INSERT INTO parent VALUES (1, true), (2, true)
            """)
        try databases.source.psql("UPDATE parent SET live = false WHERE id = 2; INSERT INTO child VALUES (1, 2)")
        let error = try await Promoter(
            TableRule(name: "parent", mode: .mirror, filter: "live"), TableRule(name: "child", mode: .mirror)
        ).refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("1 row references rows of public.parent"))
    }
}
