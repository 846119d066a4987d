import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// A first copy is the source's rows: by the digest of both tables, or because nothing could have changed one.
@Suite(.environments)
struct FirstCopyTests {
    private func prepare(_ type: String = "text", value: String = "'row ' || n") throws -> TestEnvironments {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY, v \(type), stamp timestamptz(3) DEFAULT now())")
        try databases.source.psql("INSERT INTO t SELECT n, \(value) FROM generate_series(1, 20000) n; ANALYZE t")
        return databases
    }

    private var streaming: Planner.Options {
        var options = Planner.Options()
        options.streamsWholeTables = true
        return options
    }

    private func trigger(_ body: String, in database: TestDatabase) throws {
        try database.psql(
            """
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \(body) END $$;
            CREATE TRIGGER meddler BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()
            """)
    }

    /// Whether the tables were hashed after their rows were sent.
    private func isHashed(_ promoter: Promoter) -> Bool {
        let statements = promoter.sink.events.compactMap { event -> String? in
            guard case .statement(_, let sql) = event else { return nil }
            return sql
        }
        let copy = statements.firstIndex { $0.contains("FROM STDIN") } ?? statements.endIndex
        return statements[copy...].contains { $0.hasPrefix("SELECT pg_catalog.count(*), pg_catalog.sum(") }
    }

    @Test func plainTableIsNotHashed() async throws {
        let databases = try prepare()
        let promoter = try Promoter.mirror("public")
        try await promoter.sync(streaming)
        #expect(try databases.target.digests() == databases.source.digests())
        #expect(!isHashed(promoter))
        #expect(promoter.sink.events.contains { if case .remark("public.t", _) = $0 { true } else { false } })
    }

    @Test func harmlessTriggerIsNoReasonToRefuse() async throws {
        let databases = try prepare()
        try trigger("RETURN NEW;", in: databases.target)
        let promoter = try Promoter.mirror("public")
        try await promoter.sync(streaming)
        #expect(try databases.target.digests() == databases.source.digests())
        #expect(isHashed(promoter))
    }

    @Test(arguments: ["NEW.v = NULL", "RETURN NULL"])
    func meddlingTriggerIsFound(_ statement: String) async throws {
        let databases = try prepare()
        try trigger("IF NEW.id = 7 THEN \(statement); END IF; RETURN NEW;", in: databases.target)
        let error = try await Promoter.mirror("public").refusal(streaming)
        #expect(error.code == .refused)
        #expect(error.problem.contains("holds other rows than were copied"))
        #expect(error.problem.contains("(triggers: "), "\(error)")
        // A row that did not get there at all is found by the count.
        #expect(error.problem.contains(", in column v ") != statement.contains("RETURN NULL"), "\(error)")
    }

    @Test func triggerMadeAfterThePlanIsFound() async throws {
        let databases = try prepare()
        let promoter = try Promoter.mirror("public")
        let plan = try await promoter.plan(streaming)
        try trigger("NEW.v = upper(NEW.v); RETURN NEW;", in: databases.target)
        let error = await #expect(throws: SeedError.self) { try await promoter.apply(plan, streaming) }
        #expect(error?.code == .refused)
        #expect(try databases.target.psql("SELECT count(*) FROM t") == "0")
    }

    /// A type of one name that rounds on the target.
    @Test func domainThatRoundsIsFound() async throws {
        let databases = try TestEnvironments.current
        try databases.source.psql("CREATE DOMAIN amount AS numeric")
        try databases.target.psql("CREATE DOMAIN amount AS numeric(10, 2)")
        _ = try prepare("amount", value: "n + 0.125")
        let error = try await Promoter.mirror("public").refusal(streaming)
        #expect(error.problem.contains("holds other rows than were copied"))
    }

    /// On either side: the new values fit into the old type, and the old ones into the new, only by rounding.
    @Test(arguments: [true, false]) func typeChangedAfterThePlanIsFound(_ isSource: Bool) async throws {
        let databases = try prepare("numeric(12, 4)", value: "n + 0.0625")
        let promoter = try Promoter.mirror("public")
        if isSource { try databases.psql("ALTER TABLE t ALTER v TYPE numeric(12, 2)") }
        let plan = try await promoter.plan(streaming)
        if isSource {
            try databases.source.psql("ALTER TABLE t ALTER v TYPE numeric(12, 4); UPDATE t SET v = 0.0625")
        } else {
            try databases.target.psql("ALTER TABLE t ALTER v TYPE numeric(12, 2)")
        }
        let error = await #expect(throws: SeedError.self) { try await promoter.apply(plan, streaming) }
        #expect(error?.code == .refused)
        #expect(try databases.target.psql("SELECT count(*) FROM t") == "0")
    }
}
