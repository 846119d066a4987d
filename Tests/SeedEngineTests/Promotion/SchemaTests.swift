import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Tables that are not the same on both sides, or not plain.
@Suite(.environments)
struct SchemaTests {
    @Test func otherOrderDroppedAndExtraColumns() async throws {
        let databases = try TestEnvironments.current
        try databases.source.psql(
            "CREATE TABLE t (gone int, id int PRIMARY KEY, a text, b int, g int); INSERT INTO t VALUES (1, 1, 'a', 1), (1, 2, 'b', 2); ALTER TABLE t DROP gone, DROP g"
        )
        try databases.target.psql(
            """
            CREATE TABLE t (b int, extra text DEFAULT 'kept', id int PRIMARY KEY, gone int, a text,
                g text GENERATED ALWAYS AS (a || '!') STORED);
            ALTER TABLE t DROP gone; INSERT INTO t (id, a, b, extra) VALUES (1, 'old', 1, 'mine'), (3, 'c', 3, 'mine')
            """)
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror))
        let before = try databases.target.digests()
        let run = try await promoter.sync()
        #expect(
            try databases.target.psql("SELECT id, a, b, extra, g FROM t ORDER BY id") == "1|a|1|mine|a!\n2|b|2|kept|b!")
        #expect(try await promoter.plan().isEmpty)
        try await promoter.rollback(run)
        #expect(try databases.target.digests() == before)
    }

    @Test func idsAreKeptAndSequencesMoveUpOnly() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text);
            CREATE TABLE b (id serial PRIMARY KEY, v text); CREATE SEQUENCE own; CREATE TABLE c (id bigint DEFAULT nextval('own') PRIMARY KEY, v text);
            CREATE TABLE high (id serial PRIMARY KEY, v text)
            """)
        try databases.target.psql("SELECT setval('high_id_seq', 1000)")
        try databases.source.psql(
            """
            INSERT INTO a (id, v) OVERRIDING SYSTEM VALUE VALUES (7, 'x'); INSERT INTO b VALUES (8, 'x');
            INSERT INTO c VALUES (9, 'x'); INSERT INTO high VALUES (10, 'x')
            """)
        try await Promoter.mirror("public").sync()
        let next = try databases.target.psql(
            ["a", "b", "c", "high"].map { "INSERT INTO \($0) (v) VALUES ('app') RETURNING id;" }.joined())
        #expect(next == "8\n9\n10\n1001")
        #expect(try databases.target.psql("SELECT min(id) FROM a") == "7")
    }

    @Test func hostileNames() async throws {
        let databases = try TestEnvironments.current
        let names = [
            #"a"b"#, "line\nbreak", "😀", String(repeating: "x", count: 63), "select", "dot.ted", "Case", "a b'c",
            #"back\slash"#, "$1", "seedd_s", "-- x", "tab\there",
        ]
        let quoted = names.map {
            #"""# + $0.split(separator: #"""#, omittingEmptySubsequences: false).joined(separator: #""""#) + #"""#
        }
        let tables = quoted.map { name in
            """
            CREATE TABLE "order ""by"" .x".\(name) (\(name) int PRIMARY KEY, "user" text, \(quoted.filter { $0 != name }.map { "\($0) text" }.joined(separator: ", ")));
            INSERT INTO "order ""by"" .x".\(name) (\(name), "user") VALUES (1, 'a'), (2, 'b');
            """
        }
        try databases.psql("CREATE SCHEMA \"order \"\"by\"\" .x\";" + tables.joined())
        let edits = quoted.map { name in
            """
            UPDATE "order ""by"" .x".\(name) SET "user" = 'x' WHERE \(name) = 1; DELETE FROM "order ""by"" .x".\(name) WHERE \(name) = 2;
            INSERT INTO "order ""by"" .x".\(name) (\(name)) VALUES (3);
            """
        }
        try databases.source.psql(edits.joined())
        try await Promoter(TableRule(name: "order \"by\" *", mode: .mirror)).roundTrip(
            names.map { "\($0): +1 ~1 -1" }.sorted())
    }

    @Test(arguments: [1596, 1597, 1600])
    func asManyColumnsAsATableCanHave(_ count: Int) async throws {
        let databases = try TestEnvironments.current
        let columns = (2...count).map { "c\($0) \($0 % 400 == 0 ? "text" : "bool")" }.joined(separator: ", ")
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, \(columns)); INSERT INTO t (id, c2) VALUES (1, true), (2, true), (3, NULL)"
        )
        try databases.source.psql(
            #"UPDATE t SET c400 = E'\\N "q" \t\n,()', c2 = NULL, c1596 = false WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t (id, c800) VALUES (4, '')"#
        )
        try await Promoter.mirror("public").roundTrip(["t: +1 ~1 -1"])
    }

    @Test func onlyTheTableItselfNotThoseThatInherit() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, v int); CREATE TABLE heir (w int) INHERITS (t); INSERT INTO t VALUES (1, 1), (2, 2)"
        )
        try databases.target.psql("INSERT INTO heir VALUES (1, 9, 9), (50, 9, 9)")
        try databases.source.psql(
            "INSERT INTO heir VALUES (60, 9, 9); UPDATE ONLY t SET v = 5 WHERE id = 1; DELETE FROM ONLY t WHERE id = 2")
        try await Promoter(TableRule(name: "public.t", mode: .mirror)).sync()
        #expect(
            try databases.target.psql("SELECT id, v FROM ONLY t; SELECT * FROM heir ORDER BY 1") == "1|5\n1|9|9\n50|9|9"
        )
    }

    @Test func partitionThatIsMissing() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF t FOR VALUES FROM (0) TO (10)"
        )
        try databases.source.psql(
            "CREATE TABLE p2 PARTITION OF t FOR VALUES FROM (10) TO (20); INSERT INTO t VALUES (1), (11)")
        let error = try await Promoter(TableRule(name: "public.t", mode: .mirror)).refusal()
        #expect(error.code == .badData)
        #expect(error.description.contains("partition"))
    }

    /// A function of the same name that anybody may have put where it is found first.
    @Test func functionsPlantedInPublicAreNotCalled() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, v text, u text UNIQUE); INSERT INTO t VALUES (1, 'a', 'x'), (2, 'b', 'y')"
        )
        let names = [
            "count(text)", "md5(text)", "coalesce2(text)", "hash_record_extended(record, bigint)", "unnest(anyarray)",
            "max(int)", "lower(text)", "array_agg(text)",
        ]
        let functions = names.map { name in
            "CREATE FUNCTION public.\(name) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;"
        }
        try databases.psql(
            functions.joined()
                + "CREATE FUNCTION public.eq(int, int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RAISE 'hijacked'; END $$;"
                + "CREATE OPERATOR public.= (LEFTARG = int, RIGHTARG = int, FUNCTION = public.eq);"
                + "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); END $$"
        )
        try databases.source.psql(
            "INSERT INTO t VALUES (3, 'c', 'z'); DELETE FROM t WHERE v = 'b'; UPDATE t SET v = 'x' WHERE v = 'a'")
        let run = try await Promoter(TableRule(name: "public.t", mode: .mirror)).sync()
        #expect(run.counts.changes == 3)
    }
}
