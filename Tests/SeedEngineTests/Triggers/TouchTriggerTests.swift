import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// A trigger that sets the time of the write over the promoted one, as many applications have.
@Suite(.environments)
struct TouchTriggerTests {
    private static let stamps = ["timestamptz", "timestamptz(0)", "timestamp(3)", "date"]

    /// Three rows on both sides, of which the source updates one, deletes one and adds one.
    private func prepare(
        _ type: String = "timestamptz", value: String = "now()", when: String = "BEFORE INSERT OR UPDATE",
        also: String = ""
    ) throws -> TestEnvironments {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, v text, updated_at \(type) NOT NULL);
            INSERT INTO t SELECT n, 'a', '2020-01-01' FROM generate_series(1, 3) n
            """)
        try databases.source.psql(
            """
            UPDATE t SET v = 'x', updated_at = '2021-01-01' WHERE id = 1; DELETE FROM t WHERE id = 2;
            INSERT INTO t VALUES (4, 'new', '2021-01-01')
            """)
        try databases.target.psql(
            """
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.updated_at = \(value); \(also) RETURN NEW; END $$;
            CREATE TRIGGER touch \(when) ON t FOR EACH ROW EXECUTE FUNCTION touch()
            """)
        return databases
    }

    private let rest = "SELECT string_agg(id || v, ',' ORDER BY id) FROM t"

    private func warnings(_ promoter: Promoter) -> [String] {
        promoter.sink.events.compactMap { event in
            guard case .warning(let subject, let message) = event else { return nil }
            return "\(subject): \(message)"
        }
    }

    @Test(arguments: stamps, ["now()", "clock_timestamp()"])
    func planIsEmptyAfterwards(_ type: String, _ value: String) async throws {
        let databases = try prepare(type, value: value)
        let promoter = try Promoter.mirror("public")
        try await promoter.sync()
        #expect(try databases.target.psql(rest) == "1x,3a,4new")
        #expect(
            try databases.target.psql("SELECT table_name, column_name FROM seedd.touched") == "t|updated_at")
        #expect(warnings(promoter).contains { $0.hasPrefix("public.t: a trigger set updated_at") })
        let plan = try await promoter.plan()
        #expect(plan.isEmpty)
        #expect(plan.tables[0].notes == ["updated_at is set by a trigger in production and not compared"])

        try databases.source.psql("UPDATE t SET updated_at = now() + '1 day'; UPDATE t SET v = 'y' WHERE id = 3")
        try await promoter.sync()
        #expect(try databases.target.psql(rest) == "1x,3y,4new")
        #expect(try await promoter.plan().isEmpty)
    }

    /// Cut off, or rounded: what many triggers set.
    @Test(
        arguments: ["timestamptz", "timestamp"],
        ["date_trunc('second', now())", "now()::date", "now()::timestamptz(0)", "clock_timestamp()::timestamp(0)"])
    func timesThatAreCutOff(_ type: String, _ value: String) async throws {
        let databases = try prepare(type, value: value)
        let promoter = try Promoter.mirror("public")
        try await promoter.sync()
        #expect(try databases.target.psql(rest) == "1x,3a,4new")
        #expect(try await promoter.plan().isEmpty)
    }

    @Test(arguments: ["now() - interval '1 day'", "(now() - interval '1 day')::date", "now() + interval '3 seconds'"])
    func timesOfAnotherDayAreRefused(_ value: String) async throws {
        _ = try prepare(value: value)
        #expect(try await Promoter.mirror("public").refusal().code == .refused)
    }

    /// The column has no default: a row that is inserted brings its own time.
    @Test func insertsCarryTheStamp() async throws {
        let databases = try prepare(when: "BEFORE UPDATE")
        let promoter = try Promoter.mirror("public")
        try await promoter.sync()
        try databases.source.psql("INSERT INTO t VALUES (5, 'later', '2022-02-02')")
        try await promoter.sync()
        #expect(try databases.target.psql("SELECT updated_at::date FROM t WHERE id = 5") == "2022-02-02")
        #expect(try databases.target.psql("SELECT updated_at > '2025-01-01' FROM t WHERE id = 1") == "t")
    }

    @Test func rollbackIsExactButForTheStamp() async throws {
        let databases = try prepare()
        let promoter = try Promoter.mirror("public")
        let others = "SELECT string_agg(id || v || CASE WHEN id = 3 THEN updated_at::text END, ',' ORDER BY id) FROM t"
        let before = try databases.target.psql(rest)
        let untouched = try databases.target.psql(others)
        let run = try await promoter.sync()
        let undo = try await promoter.rollback(run)
        #expect(try databases.target.psql(rest) == before)
        #expect(try await promoter.plan().counts == ChangeCounts(unchanged: 1, held: 3), "a rollback did not stick")
        #expect(try databases.target.psql(others) == untouched)
        try await promoter.rollback(undo)
        #expect(try databases.target.psql(rest) == "1x,3a,4new")
    }

    @Test func rollbackOfALaterRunKeepsTheStampToo() async throws {
        let databases = try prepare()
        let promoter = try Promoter.mirror("public")
        try await promoter.sync()
        let before = try databases.target.psql(rest)
        try databases.source.psql("UPDATE t SET v = 'z' WHERE id = 1; DELETE FROM t WHERE id = 3")
        let run = try await promoter.sync()
        #expect(try databases.target.psql(rest) == "1z,4new")
        try await promoter.rollback(run)
        #expect(try databases.target.psql(rest) == before)
        #expect(try await promoter.plan().counts == ChangeCounts(unchanged: 1, held: 2), "a rollback did not stick")
    }

    /// A rollback is as strict as a run about all but the time.
    @Test func rollbackIsRefusedForOtherRewriting() async throws {
        let databases = try prepare()
        let promoter = try Promoter.mirror("public")
        let run = try await promoter.sync()
        try databases.target.psql(
            "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS "
                + "$$ BEGIN NEW.updated_at = now(); NEW.v = upper(NEW.v); RETURN NEW; END $$")
        let before = try databases.target.digests()
        let error = await #expect(throws: SeedError.self) { try await promoter.rollback(run) }
        #expect(error?.code == .refused)
        #expect(error?.problem.contains("v") == true)
        #expect(try databases.target.digests() == before)
    }

    @Test(
        arguments: [
            ("now()", "NEW.v = upper(NEW.v);"), ("now() - interval '1 hour'", ""), ("now() + interval '1 hour'", ""),
            ("'2020-02-02'", ""), ("now()", "IF NEW.id = 4 THEN NEW.updated_at = '2020-02-02'; END IF;"),
        ])
    func otherRewritingIsRefused(_ value: String, _ also: String) async throws {
        _ = try prepare(value: value, also: also)
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("updated_at"), "\(error)")
        #expect(error.problem.contains("(triggers: touch)"))
    }

    /// The time is a trigger's as long as there is one.
    @Test(arguments: ["DROP TRIGGER touch ON t", "ALTER TABLE t DISABLE TRIGGER touch"])
    func withoutTheTriggerTheColumnIsComparedAgain(_ statement: String) async throws {
        let databases = try prepare()
        let promoter = try Promoter.mirror("public")
        try await promoter.sync()
        try databases.target.psql(statement)
        #expect(try await promoter.plan().summary == ["t: +0 ~2 -0"])
        try await promoter.sync()
        #expect(try databases.target.digests(schema: "public") == databases.source.digests(schema: "public"))
    }

    @Test(arguments: [true, false]) func firstCopy(_ touchesAll: Bool) async throws {
        let databases = try prepare(also: touchesAll ? "" : "IF NEW.id = 7 THEN NEW.v = NULL; END IF;")
        try databases.source.psql(
            "TRUNCATE t; INSERT INTO t SELECT n, 'a', '2020-01-01' FROM generate_series(1, 20000) n; ANALYZE t")
        try databases.target.psql("TRUNCATE t")
        var options = Planner.Options()
        options.streamsWholeTables = true
        let promoter = try Promoter.mirror("public")
        guard touchesAll else {
            let error = try await promoter.refusal(options)
            #expect(error.problem.contains("columns v, updated_at"), "\(error)")
            return
        }
        try await promoter.sync(options)
        #expect(try databases.target.psql("SELECT count(*) FROM t WHERE updated_at > '2025-01-01'") == "20000")
        #expect(try await promoter.plan().isEmpty)
    }

    /// The stamp of the source still tells what changed there.
    @Test func stampOfTheSourceIsTracked() async throws {
        let databases = try prepare()
        let promoter = try Promoter(TableRule(name: "public.t", mode: .mirror, track: .column("updated_at")))
        try await promoter.sync()
        #expect(try await promoter.plan().isEmpty)
        try databases.source.psql("UPDATE t SET v = 'y', updated_at = clock_timestamp() WHERE id = 3")
        #expect(try await promoter.plan().summary == ["t: +0 ~1 -0"])
        try await promoter.sync()
        #expect(try await promoter.plan().isEmpty)
    }
}
