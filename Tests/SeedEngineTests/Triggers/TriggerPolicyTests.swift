import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// `triggers: fire | refuse | replica`.
@Suite(.environments)
struct TriggerPolicyTests {
    private func prepare(_ trigger: String = "BEFORE INSERT OR UPDATE ON t FOR EACH ROW") throws -> TestEnvironments {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'), (2, 'b')")
        try databases.source.psql(
            "UPDATE t SET v = 'x' WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (3, 'c')")
        try databases.target.psql(
            """
            CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.v = upper(NEW.v); RETURN NEW; END $$;
            CREATE TRIGGER shout \(trigger) EXECUTE FUNCTION shout()
            """)
        return databases
    }

    private func promoter(_ policy: TableRule.TriggerPolicy, _ settings: Environment? = nil) throws -> Promoter {
        try Promoter(
            [TableRule(name: "public.*", mode: .mirror, triggers: policy)],
            settings: settings ?? Environment(name: "", location: .url("")))
    }

    @Test func refuseLeavesTablesWithTriggersAlone() async throws {
        _ = try prepare()
        let error = try await promoter(.refuse).refusal()
        #expect(error.code == .refused)
        #expect(error.subject == "public.t")
        #expect(error.problem == "has triggers in production: shout (BEFORE INSERT OR UPDATE, public.shout())")
    }

    @Test func aTriggerOfAnotherTableIsNamed() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            """
            CREATE TABLE p (id int PRIMARY KEY, cnt int); CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p);
            INSERT INTO p VALUES (1, 0)
            """)
        try databases.source.psql("UPDATE p SET cnt = 1; INSERT INTO c VALUES (1, 1)")
        try databases.target.psql(
            """
            CREATE FUNCTION counts() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN UPDATE public.p SET cnt = cnt + 1 WHERE id = NEW.p; RETURN NULL; END $$;
            CREATE TRIGGER counts AFTER INSERT ON c FOR EACH ROW EXECUTE FUNCTION counts()
            """)
        let error = try await promoter(.fire).refusal()
        #expect(error.subject == "public.p")
        #expect(error.problem.contains("1 row is not what was written, in column cnt (triggers: counts of public.c)"))
        #expect(
            error.hint?.hasPrefix("`triggers: replica` of public.c keeps their triggers from it; or `ignore:") == true)
    }

    @Test func refuseLeavesTablesWithRulesAlone() async throws {
        let databases = try prepare()
        try databases.target.psql(
            "DROP TRIGGER shout ON t; CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING")
        let error = try await promoter(.refuse).refusal()
        #expect(error.code == .refused)
        #expect(error.problem == "has rules in production: nothing (ON DELETE DO INSTEAD)")
    }

    @Test(
        arguments: [
            "ALTER TABLE t DISABLE TRIGGER shout", "ALTER TABLE t ENABLE REPLICA TRIGGER shout",
            "DROP TRIGGER shout ON t; CREATE TRIGGER shout BEFORE TRUNCATE ON t EXECUTE FUNCTION shout()",
        ])
    func whatDoesNotActIsNoReasonToRefuse(_ statement: String) async throws {
        let databases = try prepare()
        try databases.target.psql(statement)
        try await promoter(.refuse).sync()
        #expect(try databases.target.digests(schema: "public") == databases.source.digests(schema: "public"))
    }

    /// A run that was possible can always be taken back.
    @Test func refuseDoesNotKeepFromARollback() async throws {
        let databases = try prepare()
        let before = try databases.target.digests()
        try databases.target.psql("ALTER TABLE t DISABLE TRIGGER shout")
        let promoter = try promoter(.refuse)
        let run = try await promoter.sync()
        try databases.target.psql(
            "CREATE OR REPLACE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                + "ALTER TABLE t ENABLE TRIGGER shout")
        try await promoter.rollback(run)
        #expect(try databases.target.digests() == before)
    }

    @Test func replicaPassesTriggersAndRulesAndSoDoesItsRollback() async throws {
        let databases = try prepare()
        try databases.target.psql("CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING")
        let promoter = try promoter(.replica)
        let before = try databases.target.digests()
        let run = try await promoter.sync()
        #expect(try databases.target.digests(schema: "public") == databases.source.digests(schema: "public"))
        #expect(try await promoter.plan().isEmpty)
        try await promoter.rollback(run)
        #expect(try databases.target.digests() == before)
    }

    @Test func replicaOfAFirstCopy() async throws {
        let databases = try prepare()
        try databases.source.psql(
            "TRUNCATE t; INSERT INTO t SELECT n, 'a' FROM generate_series(1, 20000) n; ANALYZE t")
        try databases.target.psql("TRUNCATE t")
        var options = Planner.Options()
        options.streamsWholeTables = true
        try await promoter(.replica).sync(options)
        #expect(try databases.target.digests(schema: "public") == databases.source.digests(schema: "public"))
    }

    @Test func triggersForReplicasActAndAreFound() async throws {
        let databases = try prepare()
        try databases.target.psql("ALTER TABLE t ENABLE ALWAYS TRIGGER shout")
        let error = try await promoter(.replica).refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("(triggers: shout)"))
    }

    /// Other tables are written as ever.
    @Test func replicaIsForItsTableOnly() async throws {
        let databases = try prepare()
        try databases.psql("CREATE TABLE u (id int PRIMARY KEY, v text)")
        try databases.target.psql("CREATE TRIGGER shout BEFORE INSERT ON u FOR EACH ROW EXECUTE FUNCTION shout()")
        try databases.source.psql("INSERT INTO u VALUES (1, 'u')")
        let error = try await Promoter(
            TableRule(name: "public.t", mode: .mirror, triggers: .replica), TableRule(name: "public.u")
        ).refusal()
        #expect(error.subject == "public.u")
    }

    /// As migration tools set it for a role, and forget it: foreign keys are checked all the same.
    @Test func settingOfTheRoleIsNotTakenOver() async throws {
        let databases = try prepare()
        try databases.target.psql(
            "ALTER DATABASE \(databases.target.name) SET session_replication_role = replica")
        let error = try await promoter(.fire).refusal()
        #expect(error.problem.contains("(triggers: shout)"), "\(error)")
    }

    @Test func deferrableConstraintsAreNotCheckedUnderReplica() async throws {
        let databases = try prepare()
        try databases.target.psql("ALTER TABLE t ADD CONSTRAINT once UNIQUE (v) DEFERRABLE")
        let error = try await promoter(.replica).refusal()
        #expect(error.problem.contains("deferrable constraints in production"))
        #expect(error.problem.contains("once"))
    }

    @Test func replicaNeedsARightThatCanBeGranted() async throws {
        let databases = try prepare()
        let role = "\(databases.target.name)_writer"
        try databases.target.psql(
            """
            CREATE ROLE \(role); GRANT ALL ON t TO \(role); GRANT CREATE, TEMPORARY ON DATABASE \(databases.target.name) TO \(role)
            """)
        try databases.source.psql("GRANT SELECT ON t TO \(role)")
        let settings = Environment(name: "", location: .url(""), role: role)
        let error = try await promoter(.replica, settings).refusal()
        #expect(error.code == .permission)
        #expect(error.problem.contains("session_replication_role"))
        guard try Int(databases.target.psql("SHOW server_version_num")) ?? 0 >= 150_000 else { return }
        #expect(error.hint == "GRANT SET ON PARAMETER session_replication_role TO \(role)")
        _ = try databases.target.psql(error.hint ?? "")
        try await promoter(.replica, settings).sync()
        #expect(try databases.target.digests(schema: "public") == databases.source.digests(schema: "public"))
        try databases.target.psql("REVOKE SET ON PARAMETER session_replication_role FROM \(role)")
    }
}
