import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// What is kept of rows as they were promoted last, and when.
@Suite(.environments)
struct BaseTests {
    private static let all = "a|1|1\nb|1|1\nc|1|1"

    @Test func aRunKeepsWhatItPromotes() async throws {
        let place = try await ConflictPlace(.merge)
        #expect(try place.bases() == Self.all)
        try place.source("UPDATE t SET v = '2' WHERE code = 'a'; DELETE FROM t WHERE code = 'b'")
        try await place.sync()
        #expect(try place.bases() == "a|2|1\nc|1|1")
    }

    @Test func theFirstRunTakesOverRowsThatAreEqual() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (code text PRIMARY KEY, v text); INSERT INTO t VALUES ('a', '1'), ('b', NULL)")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .merge))
        #expect(try await promoter.decidedSync().isEmpty)
        let count = { try databases.target.psql("SELECT count(*), max(xmin::text::bigint) FROM seedd.base") }
        let before = try count()
        #expect(before.hasPrefix("2|"))
        // A run that finds nothing new writes nothing.
        #expect(try await promoter.plan().tables.first?.base?.isStale == false)
        try await promoter.decidedSync()
        #expect(try count() == before)
        try databases.target.psql("UPDATE t SET v = '9' WHERE code = 'b'")
        #expect(try await promoter.plan().decisions == ["b conflict kept"])
        try await promoter.decidedSync()
        #expect(try count() == before)
    }

    /// Nothing tells who is right: the job has not promoted the row before.
    @Test func theSourceWinsTheFirstTime() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (code text PRIMARY KEY, v text)")
        try databases.source.psql("INSERT INTO t VALUES ('a', '1')")
        try databases.target.psql("INSERT INTO t VALUES ('a', '9')")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .target))
        #expect(try await promoter.decidedSync().decisions == ["a update"])
        #expect(try databases.target.psql("SELECT v FROM t") == "1")
    }

    /// The same edit on both sides, then one more at the source.
    @Test func editsThatConvergedAreNoConflictLater() async throws {
        let place = try await ConflictPlace(.merge)
        try place.databases.psql("UPDATE t SET v = '5' WHERE code = 'a'")
        #expect(try await place.sync().isEmpty)
        #expect(try place.bases() == "a|5|1\nb|1|1\nc|1|1")
        try place.source("UPDATE t SET v = '6' WHERE code = 'a'")
        #expect(try await place.sync().decisions == ["a update"])
    }

    /// One column converged, another was edited in the target only.
    @Test func aColumnThatConvergedIsNoConflictLater() async throws {
        let place = try await ConflictPlace(.merge)
        try place.databases.psql("UPDATE t SET v = '5' WHERE code = 'a'")
        try place.target("UPDATE t SET w = '9' WHERE code = 'a'")
        #expect(try await place.sync().decisions == ["a conflict kept"])
        try place.source("UPDATE t SET v = '6' WHERE code = 'a'")
        #expect(try await place.sync().decisions == ["a update edited"])
        #expect(try place.rows() == "a|6|9\nb|1|1\nc|1|1")
    }

    @Test func aRollbackAndItsReleaseAreNoConflict() async throws {
        let place = try await ConflictPlace(.merge)
        try place.source(
            "UPDATE t SET v = '2' WHERE code = 'a'; DELETE FROM t WHERE code = 'b'; INSERT INTO t VALUES ('d', '1', '1', NULL)"
        )
        let run = try await place.promoter.sync()
        try await place.promoter.rollback(run)
        #expect(try place.bases() == Self.all)
        #expect(try await place.promoter.plan().counts == ChangeCounts(unchanged: 1, held: 3))
        try place.target("DELETE FROM seedd.hold")
        #expect(try await place.sync().decisions == ["a update", "b delete", "d insert"])
        #expect(try place.rows() == "a|2|1\nc|1|1\nd|1|1")
    }

    @Test func policySourceForgets() async throws {
        let place = try await ConflictPlace(.merge)
        let source = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .source))
        try await source.decidedSync()
        #expect(try place.bases() == "")
        try await place.sync()
        #expect(try place.bases() == Self.all)
        try place.target("UPDATE t SET w = '9' WHERE code = 'a'")
        try place.source("UPDATE t SET v = '2' WHERE code = 'a'")
        // What is still kept marks the row for this policy as well.
        #expect(try await source.decidedSync().decisions == ["a update edited"])
        #expect(try place.bases() == "")
        #expect(try place.rows() == "a|2|1\nb|1|1\nc|1|1")
    }

    @Test func narrowedRunsKeepToTheirRows() async throws {
        let place = try await ConflictPlace(.merge)
        try place.databases.psql("UPDATE t SET v = '5' WHERE code IN ('a', 'b')")
        try place.source("DELETE FROM t WHERE code = 'c'")
        var options = Planner.Options()
        options.only = [(column: "code", values: ["a", "c"])]
        try await place.promoter.decidedSync(options)
        #expect(try place.bases() == "a|5|1\nb|1|1")
    }

    @Test func renamedTablesAreKnownByTheTargetsName() async throws {
        let databases = try TestEnvironments.current
        try databases.source.psql(
            "CREATE TABLE t (code text PRIMARY KEY, v text, w text); INSERT INTO t VALUES ('a', '1', '1')")
        try databases.target.psql("CREATE TABLE u (code text PRIMARY KEY, v text, w text)")
        let promoter = try Promoter(
            TableRule(name: "public.t", mode: .mirror, onConflict: .merge, rename: "public.u"))
        try await promoter.decidedSync()
        try databases.target.psql("UPDATE u SET w = '9'")
        try databases.source.psql("UPDATE t SET v = '2'")
        #expect(try await promoter.decidedSync().decisions == ["a update edited"])
        #expect(try databases.target.psql("SELECT * FROM u") == "a|2|9")
    }

    @Test func compositeKeysOfOddNamesAndNulls() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t ("Ключ \\ '" text, n bigint, "row" numeric, x char(5), UNIQUE NULLS DISTINCT ("Ключ \\ '", n),
                PRIMARY KEY ("Ключ \\ '", n))
            """)
        try databases.source.psql(
            "INSERT INTO t VALUES ('ä\t\\', 9223372036854775807, 1.50, 'x'), ('', -1, NULL, NULL)")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .merge))
        try await promoter.decidedSync()
        #expect(try await promoter.plan().tables.first?.base?.isStale == false)
        try databases.target.psql("UPDATE t SET x = 'y'")
        try databases.source.psql("UPDATE t SET \"row\" = coalesce(\"row\" + 1, 0)")
        #expect(try await promoter.decidedSync().counts == ChangeCounts(update: 2))
        #expect(
            try databases.target.psql("SELECT n, \"row\", x FROM t ORDER BY n")
                == "-1|0|y    \n9223372036854775807|2.50|y    ")
    }

    /// A cast to text prints these otherwise than COPY does.
    @Test func valuesAreKeptAsTheyAreCopied() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TYPE pair AS (x int, y text);
            CREATE TABLE t (k bool, i inet, b bool, n inet, c "char", p pair, v int, PRIMARY KEY (k, i))
            """)
        try databases.source.psql(
            """
            INSERT INTO t VALUES (true, '::1', false, '10.0.0.1', 'x', ROW(NULL, NULL), 1),
                (false, '10.0.0.1', NULL, NULL, NULL, NULL, 1)
            """)
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .merge))
        try await promoter.decidedSync()
        #expect(try await promoter.plan().tables.first?.base?.isStale == false)
        try databases.source.psql("UPDATE t SET v = 2")
        #expect(try await promoter.decidedSync().decisions == ["f/10.0.0.1 update", "t/::1 update"])
    }

    @Test func columnsThatComeAndGo() async throws {
        let place = try await ConflictPlace(.merge)
        try place.databases.psql("ALTER TABLE t DROP COLUMN at, ADD COLUMN extra text")
        try place.source("UPDATE t SET extra = 'from'")
        try place.target("UPDATE t SET extra = 'to', w = '9' WHERE code = 'a'")
        // Of a column that is new nobody knows what was promoted: the source's.
        #expect(try await place.sync().decisions == ["a update edited", "b update", "c update"])
        #expect(
            try place.databases.target.psql("SELECT code, w, extra FROM t ORDER BY 1") == "a|9|from\nb|1|from\nc|1|from"
        )
    }

    /// What somebody writes after the plan was made counts as an edit, though the plan had the row as equal.
    @Test func whatIsWrittenAfterThePlanIsAnEdit() async throws {
        let place = try await ConflictPlace(.merge)
        try place.source("UPDATE t SET v = '2' WHERE code = 'a'")
        let plan = try await place.promoter.plan()
        try place.target("UPDATE t SET v = '9' WHERE code = 'b'; DELETE FROM t WHERE code = 'c'")
        _ = try await place.promoter.apply(plan)
        #expect(try place.bases() == "a|2|1\nb|1|1\nc|1|1")
        try place.source("UPDATE t SET v = '3' WHERE code = 'b'")
        #expect(try await place.sync().decisions == ["b conflict edited", "c conflict kept"])
    }

    @Test func aWholeCopyIsKept() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (n int PRIMARY KEY, v text)")
        try databases.source.psql("INSERT INTO t SELECT g, 'x' FROM generate_series(1, 25000) g; ANALYZE t")
        let promoter = try Promoter(TableRule(name: "t", mode: .mirror, onConflict: .merge))
        var options = Planner.Options()
        options.streamsWholeTables = true
        #expect(try await promoter.decidedSync(options).tables.first?.isWholeCopy == true)
        #expect(try databases.target.psql("SELECT count(*) FROM seedd.base") == "25000")
        try databases.target.psql("DELETE FROM t")
        let plan = try await promoter.plan(options)
        #expect(plan.isEmpty && plan.tables.first?.edits.kept == 25000)
    }
}
