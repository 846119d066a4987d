import SeedModel
import SeedTestKit
import Testing

/// Values that others reference and that go from a row to another: NO ACTION asks at the end of a statement only.
@Suite(.environments)
struct TakenOverValueTests {
    private static let schema = """
        CREATE TABLE p (id int PRIMARY KEY, code text NOT NULL UNIQUE);
        CREATE TABLE c (id int PRIMARY KEY, code text REFERENCES p (code));
        """

    /// The rows of `p` before and after; one of the child references 'A' all the time.
    @Test(arguments: [
        ("(5, 'A'), (2, 'B')", "(7, 'A'), (2, 'B')", "p: +1 ~0 -1"),
        ("(1, 'B'), (2, 'A')", "(1, 'A'), (2, 'B')", "p: +0 ~2 -0"),
        ("(1, 'A'), (2, 'B')", "(1, 'C'), (2, 'B'), (3, 'A')", "p: +1 ~1 -0"),
        ("(1, 'A'), (2, 'B')", "(2, 'A')", "p: +0 ~1 -1"),
    ])
    func referencesStayAsTheyAre(_ before: String, _ after: String, _ change: String) async throws {
        for tables in [["p", "c"], ["p"]] {
            let databases = try TestEnvironments.current
            try databases.psql("DROP TABLE IF EXISTS c, p; DROP SCHEMA IF EXISTS seedd CASCADE;" + Self.schema)
            try databases.source.psql("INSERT INTO p VALUES \(after); INSERT INTO c VALUES (1, 'A')")
            try databases.target.psql("INSERT INTO p VALUES \(before); INSERT INTO c VALUES (1, 'A')")
            let promoter = try Promoter(tables.map { TableRule(name: "public.\($0)", mode: .mirror) })
            #expect(try await promoter.plan().summary == [change])
            let before = try databases.target.digests()
            let run = try await promoter.sync()
            #expect(try databases.target.digests() == databases.source.digests())
            try await promoter.rollback(run)
            #expect(try databases.target.digests() == before)
        }
    }

    @Test func idsAreNumberedByEachSide() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text NOT NULL UNIQUE, slug text NOT NULL UNIQUE);
            CREATE TABLE c (id int PRIMARY KEY, slug text NOT NULL REFERENCES p (slug))
            """)
        try databases.source.psql("INSERT INTO p (code, slug) VALUES ('n', 's'); INSERT INTO c VALUES (1, 's')")
        try databases.target.psql("INSERT INTO p (code, slug) VALUES ('o', 's'); INSERT INTO c VALUES (1, 's')")
        try await Promoter(
            TableRule(name: "public.p", match: ["code"], mode: .mirror), TableRule(name: "public.c", mode: .mirror)
        ).sync()
        #expect(try databases.target.psql("SELECT code, slug FROM p JOIN c USING (slug)") == "n|s")
    }

    @Test(arguments: ["ON DELETE CASCADE", "ON DELETE RESTRICT", "ON DELETE SET NULL"])
    func otherActionsAreRefused(_ action: String) async throws {
        let databases = try TestEnvironments.current
        try databases.psql(Self.schema.replacing("(code))", with: "(code) \(action))"))
        try databases.source.psql("INSERT INTO p VALUES (7, 'A'); INSERT INTO c VALUES (1, 'A')")
        try databases.target.psql("INSERT INTO p VALUES (5, 'A'); INSERT INTO c VALUES (1, 'A')")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("1 row of public.c"))
    }

    /// Rows that are inserted beside the contested ones don't reference them.
    @Test func unrelatedInsertsAreNoObstacle() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE p (id int PRIMARY KEY, preferred bool NOT NULL UNIQUE);
            CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p ON DELETE CASCADE)
            """)
        try databases.source.psql("INSERT INTO p VALUES (1, true), (2, false); INSERT INTO c VALUES (1, NULL)")
        try databases.target.psql("INSERT INTO p VALUES (1, false), (2, true)")
        try await Promoter.mirror("public").roundTrip(["c: +1 ~0 -0", "p: +0 ~2 -0"])
    }
}
