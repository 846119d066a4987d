import SeedModel
import SeedTestKit
import Testing

/// Rows that reference each other, changed together.
@Suite(.environments)
struct ForeignKeyTests {
    @Test func fiveLevels() async throws {
        let databases = try TestEnvironments.current
        let tables = (2...5).map {
            "CREATE TABLE l\($0) (id int PRIMARY KEY, up int NOT NULL REFERENCES l\($0 - 1), v text);"
        }
        let rows = (2...5).map { "INSERT INTO l\($0) SELECT n, n FROM generate_series(1, 3) n;" }
        try databases.psql(
            "CREATE TABLE l1 (id int PRIMARY KEY, v text);" + tables.joined()
                + "INSERT INTO l1 SELECT generate_series(1, 3);" + rows.joined())
        let deletes = (1...5).reversed().map { "DELETE FROM l\($0) WHERE id = 3;" }
        let inserts = (2...5).map { "INSERT INTO l\($0) VALUES (4, 4), (5, 1); UPDATE l\($0) SET up = 4 WHERE id = 1;" }
        try databases.source.psql(deletes.joined() + "INSERT INTO l1 VALUES (4), (5);" + inserts.joined())
        try await Promoter.mirror("public").roundTrip(
            ["l1: +2 ~0 -1", "l2: +2 ~1 -1", "l3: +2 ~1 -1", "l4: +2 ~1 -1", "l5: +2 ~1 -1"])
    }

    @Test func childMovesFromADeletedParent() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (id int PRIMARY KEY);
            CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent ON DELETE CASCADE, v int);
            INSERT INTO parent VALUES (1), (2); INSERT INTO child VALUES (1, 1), (2, 1), (3, 2), (4, 1)
            """)
        try databases.source.psql(
            """
            INSERT INTO parent VALUES (3); UPDATE child SET parent_id = 3 WHERE id = 1;
            UPDATE child SET parent_id = NULL WHERE id = 2; DELETE FROM child WHERE id = 4; DELETE FROM parent WHERE id = 1;
            INSERT INTO child VALUES (5, 3)
            """)
        try await Promoter.mirror("public").roundTrip(["child: +1 ~2 -1", "parent: +1 ~0 -1"])
    }

    @Test func treeThatReferencesItself() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE tree (id int PRIMARY KEY, up int REFERENCES tree, v text);
            INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2), (4, 3), (5, 5)
            """)
        try databases.source.psql(
            """
            INSERT INTO tree VALUES (10, NULL), (11, 10), (0, 11); UPDATE tree SET up = 0 WHERE id = 4;
            UPDATE tree SET v = 'x' WHERE id = 1; DELETE FROM tree WHERE id IN (2, 3, 5)
            """)
        try await Promoter.mirror("public").roundTrip(["tree: +3 ~2 -3"])
    }

    @Test(arguments: ["", "DEFERRABLE INITIALLY DEFERRED", "DEFERRABLE INITIALLY IMMEDIATE"])
    func cycleOfTwoTables(_ deferrable: String) async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE store (id int PRIMARY KEY, manager int NOT NULL);
            CREATE TABLE staff (id int PRIMARY KEY, store int NOT NULL REFERENCES store \(deferrable));
            WITH s AS (INSERT INTO store VALUES (1, 1), (2, 2)) INSERT INTO staff VALUES (1, 1), (2, 2), (3, 1);
            ALTER TABLE store ADD FOREIGN KEY (manager) REFERENCES staff \(deferrable)
            """)
        try databases.source.psql(
            """
            WITH s AS (INSERT INTO store VALUES (3, 4)) INSERT INTO staff VALUES (4, 3);
            UPDATE store SET manager = 3 WHERE id = 1; UPDATE staff SET store = 3 WHERE id = 1;
            WITH s AS (DELETE FROM store WHERE id = 2) DELETE FROM staff WHERE id = 2
            """)
        try await Promoter.mirror("public").roundTrip(["staff: +1 ~1 -1", "store: +1 ~1 -1"])
    }

    /// The value that children reference is not the match key and changes.
    @Test(arguments: ["", "ON UPDATE CASCADE"])
    func referencedValueChanges(_ action: String) async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE, v int);
            CREATE TABLE child (id int PRIMARY KEY, code text REFERENCES parent (code) \(action) DEFERRABLE);
            INSERT INTO parent VALUES (1, 'a'), (2, 'b'); INSERT INTO child VALUES (1, 'a'), (2, 'a'), (3, 'b')
            """)
        try databases.source.psql(
            """
            BEGIN; SET CONSTRAINTS ALL DEFERRED; UPDATE parent SET code = 'new' WHERE id = 1;
            UPDATE child SET code = 'new' WHERE code = 'a'; COMMIT
            """)
        try await Promoter.mirror("public").roundTrip(["child: +0 ~2 -0", "parent: +0 ~1 -0"])
    }

    @Test func violationFoundAtCommit() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE child (id int PRIMARY KEY, v int)")
        try databases.target.psql(
            """
            CREATE FUNCTION complain() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
                BEGIN RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'late', SCHEMA = 'public', TABLE = 'child'; END $$;
            CREATE CONSTRAINT TRIGGER late AFTER INSERT ON child DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION complain()
            """)
        try databases.source.psql("INSERT INTO child VALUES (1, 7)")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("at commit"))
        #expect(error.subject == "public.child")
    }

    @Test(arguments: ["CASCADE", "SET NULL", "SET DEFAULT", "NO ACTION", "RESTRICT"])
    func rowsOutsideTheJobAreNotReached(_ action: String) async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (id int PRIMARY KEY, v int); INSERT INTO parent VALUES (1), (2), (3);
            CREATE TABLE audit (id serial, parent_id int REFERENCES parent ON DELETE \(action))
            """)
        try databases.target.psql("INSERT INTO audit (parent_id) VALUES (1), (1), (2)")
        try databases.source.psql("DELETE FROM parent WHERE id <> 2")
        let error = try await Promoter(TableRule(name: "parent", mode: .mirror)).refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("2 rows of public.audit"))
    }

    /// A type of an extension is compared by an operator that is not in pg_catalog: text would not find these rows.
    @Test func rowsOutsideTheJobAreFoundByTheOperatorOfTheForeignKey() async throws {
        let databases = try TestEnvironments.current
        guard databases.lacking(["citext"]).isEmpty else { return }
        try databases.psql(
            "CREATE TABLE cpar (code citext PRIMARY KEY); INSERT INTO cpar VALUES ('kept')")
        try databases.target.psql(
            """
            INSERT INTO cpar VALUES ('Gone'); CREATE TABLE outside (par citext REFERENCES cpar ON DELETE CASCADE);
            INSERT INTO outside VALUES ('GONE')
            """)
        let error = try await Promoter(TableRule(name: "cpar", mode: .mirror)).refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("1 row of public.outside would be deleted with them"))
    }

    @Test func rowsOutsideTheJobKeepTheirReferencedValue() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE); INSERT INTO parent VALUES (1, 'a');
            CREATE TABLE audit (id serial, code text REFERENCES parent (code) ON UPDATE CASCADE)
            """)
        try databases.target.psql("INSERT INTO audit (code) VALUES ('a')")
        try databases.source.psql("UPDATE parent SET code = 'b'")
        let error = try await Promoter(TableRule(name: "parent", mode: .mirror)).refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("1 row of public.audit"))
    }
}
