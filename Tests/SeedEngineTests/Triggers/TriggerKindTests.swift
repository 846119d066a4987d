import Postgres
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Triggers of every kind: which are listed, and what becomes of their work.
@Suite(.environments)
struct TriggerKindTests {
    private func prepare(_ statements: String) throws -> TestEnvironments {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY RANGE (id);
            CREATE TABLE low PARTITION OF t FOR VALUES FROM (0) TO (100);
            CREATE TABLE high PARTITION OF t FOR VALUES FROM (100) TO (200);
            INSERT INTO t VALUES (1, 'a'), (2, 'b'), (101, 'c')
            """)
        try databases.source.psql("UPDATE t SET v = 'x' WHERE id IN (1, 101)")
        try databases.target.psql(
            """
            CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.v = upper(NEW.v); RETURN NEW; END $$;
            CREATE FUNCTION others() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN
                    IF pg_trigger_depth() = 1 THEN UPDATE public.t SET v = 'meddled' WHERE id = 2; END IF; RETURN NULL;
                END $$;
            \(statements)
            """)
        return databases
    }

    private func triggers(_ databases: TestEnvironments) async throws -> [String] {
        let promoter = try Promoter([TableRule(name: "public.t", mode: .mirror)])
        return try await promoter.promotion().lane.run { pair in
            try pair.target.send(CatalogReader.relations)
            let tables = try CatalogReader.receiveRelations(pair.target).filter { $0.name.name == "t" }
            return try CatalogReader.read(tables, from: pair.target).tables.values.flatMap { table in
                table.triggers.map { "\($0)" } + table.rules.map { "\($0)" }
            }
        }
    }

    @Test func everyKindIsListedOnce() async throws {
        let databases = try prepare(
            """
            CREATE TRIGGER own BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION shout();
            CREATE TRIGGER part BEFORE INSERT OR DELETE ON low FOR EACH ROW EXECUTE FUNCTION shout();
            CREATE TRIGGER whole AFTER UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION others();
            CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION others();
            CREATE TRIGGER never BEFORE TRUNCATE ON t EXECUTE FUNCTION shout();
            CREATE TRIGGER unheard AFTER UPDATE ON low FOR EACH STATEMENT EXECUTE FUNCTION others();
            CREATE TRIGGER off BEFORE UPDATE ON high FOR EACH ROW EXECUTE FUNCTION shout();
            ALTER TABLE high DISABLE TRIGGER off;
            CREATE TRIGGER always BEFORE UPDATE ON high FOR EACH ROW EXECUTE FUNCTION shout();
            ALTER TABLE high ENABLE ALWAYS TRIGGER always;
            CREATE RULE also AS ON DELETE TO t DO ALSO NOTHING
            """)
        #expect(
            try await triggers(databases) == [
                "always (BEFORE UPDATE on public.high, public.shout(), ENABLE ALWAYS)",
                "late (AFTER INSERT INITIALLY DEFERRED, public.others())",
                "own (BEFORE UPDATE, public.shout())",
                "part (BEFORE INSERT OR DELETE on public.low, public.shout())",
                "whole (AFTER UPDATE FOR EACH STATEMENT, public.others())",
                "also (ON DELETE DO ALSO)",
            ])
    }

    @Test(arguments: ["t", "low"]) func rowTriggerOfAPartitionIsFound(_ table: String) async throws {
        _ = try prepare("CREATE TRIGGER meddler BEFORE UPDATE ON \(table) FOR EACH ROW EXECUTE FUNCTION shout()")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("column v (triggers: meddler)"), "\(error)")
        let policy = try Promoter([TableRule(name: "public.*", mode: .mirror, triggers: .refuse)])
        #expect(try await policy.refusal().problem.contains("has triggers in production: meddler"))
    }

    @Test(arguments: ["t", "low"]) func otherRowsAreFound(_ table: String) async throws {
        let event = table == "t" ? "FOR EACH STATEMENT" : "FOR EACH ROW"
        _ = try prepare("CREATE TRIGGER meddler AFTER UPDATE ON \(table) \(event) EXECUTE FUNCTION others()")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.problem.contains("rows that are not in the plan changed with it (triggers: meddler)"), "\(error)")
    }

    @Test(arguments: ["t", "low"]) func replicaIsForPartitionsToo(_ table: String) async throws {
        let databases = try prepare(
            "CREATE TRIGGER meddler BEFORE UPDATE ON \(table) FOR EACH ROW EXECUTE FUNCTION shout()")
        try await Promoter([TableRule(name: "public.*", mode: .mirror, triggers: .replica)]).sync()
        #expect(try databases.target.digests(schema: "public") == databases.source.digests(schema: "public"))
    }

    @Test func disabledTriggerIsNotListedAndDoesNothing() async throws {
        let databases = try prepare(
            """
            CREATE TRIGGER off BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION shout();
            ALTER TABLE t DISABLE TRIGGER off
            """)
        #expect(try await triggers(databases) == [])
        try await Promoter.mirror("public").sync()
        #expect(try databases.target.digests(schema: "public") == databases.source.digests(schema: "public"))
    }

    /// Not through ALTER TABLE of the parent: its partitions' copies are switched by themselves.
    @Test func copyThatIsEnabledAloneIsListed() async throws {
        let databases = try prepare(
            """
            CREATE TRIGGER own BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION shout();
            ALTER TABLE ONLY t DISABLE TRIGGER own
            """)
        let listed = try await triggers(databases)
        #expect(listed.contains("own (BEFORE UPDATE on public.low, public.shout())"), "\(listed)")
    }

    @Test func viewIsNoTarget() async throws {
        let databases = try TestEnvironments.current
        try databases.source.psql("CREATE TABLE t (id int PRIMARY KEY)")
        try databases.target.psql("CREATE TABLE base (id int PRIMARY KEY); CREATE VIEW t AS SELECT * FROM base")
        let error = try await Promoter(TableRule(name: "public.t", match: ["id"])).refusal()
        #expect(error.problem.contains("is not a table and can't be written"))
    }
}
