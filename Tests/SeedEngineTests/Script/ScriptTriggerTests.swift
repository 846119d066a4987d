import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// Scripts on targets that act on what is written to them, and as roles that may not do all.
@Suite(.environments)
struct ScriptTriggerTests {
    /// Rows that are inserted, updated and deleted, and a trigger of the target.
    private func prepare(_ body: String, _ event: String = "BEFORE INSERT OR UPDATE OR DELETE") throws
        -> TestEnvironments
    {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, v text, at timestamptz); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')"
        )
        try databases.source.psql(
            "UPDATE t SET v = 'x', at = '2020-01-01' WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (4, 'd')"
        )
        try databases.target.psql(
            """
            CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \(body) END $$;
            CREATE TRIGGER act \(event) ON t FOR EACH ROW EXECUTE FUNCTION act()
            """)
        return databases
    }

    @Test(arguments: [
        (
            "IF TG_OP = 'INSERT' THEN RETURN NULL; END IF; RETURN coalesce(NEW, OLD);",
            "0 rows were written instead of 1"
        ),
        (
            "IF TG_OP <> 'DELETE' THEN NEW.v = upper(NEW.v); END IF; RETURN coalesce(NEW, OLD);",
            "rows are not what was written (triggers: act)"
        ),
        (
            "UPDATE public.t SET v = 'y' WHERE id = 3 AND pg_trigger_depth() = 1; RETURN coalesce(NEW, OLD);",
            "rows that are not in the plan changed with it (triggers: act)"
        ),
    ])
    func aTriggerThatMeddlesIsRefused(_ body: String, _ words: String) async throws {
        _ = try prepare(body)
        let promoter = try Promoter.mirror("public")
        try await promoter.expectRefused(try await promoter.script(), words)
    }

    @Test func aTimeThatATriggerSetsIsLeftToIt() async throws {
        let databases = try prepare("NEW.at = now(); RETURN NEW;", "BEFORE INSERT OR UPDATE")
        let promoter = try Promoter.mirror("public")
        let outcome = try await promoter.script().run(databases.target)
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(try databases.target.psql("SELECT string_agg(id || v, ',' ORDER BY id) FROM t") == "1x,3c,4d")
    }

    private func replica() throws -> Promoter {
        try Promoter([TableRule(name: "public.*", mode: .mirror, triggers: .replica)])
    }

    @Test func replicaKeepsTriggersFromIt() async throws {
        _ = try prepare("RETURN NULL;")
        try await replica().expectParity()
    }

    /// The server does not look at foreign keys then; the script does.
    @Test func replicaDoesNotBreakReferences() async throws {
        let databases = try prepare("RETURN NULL;")
        try databases.target.psql("CREATE TABLE child (id int PRIMARY KEY, t int REFERENCES t)")
        let promoter = try Promoter([TableRule(name: "t", mode: .mirror, triggers: .replica)])
        let script = try await promoter.script()
        try databases.target.psql("INSERT INTO child VALUES (1, 2)")
        try await promoter.expectRefused(script, "rows of public.child outside the plan")
        try databases.target.psql("UPDATE child SET t = 3")
        #expect(try await script.run(databases.target).exitCode == 0)
    }

    @Test func aRoleNeedsWhatARunNeeds() async throws {
        let databases = try prepare("RETURN NULL;")
        let role = "\(databases.target.name)_deploy"
        try databases.target.psql(
            "CREATE ROLE \(role) LOGIN; GRANT SELECT, INSERT, UPDATE, DELETE ON t TO \(role)")
        let script = try await replica().script()
        let deploy = databases.target.connecting(as: role)
        let denied = try await script.run(deploy)
        #expect(denied.exitCode == 3)
        #expect(
            denied.standardError.contains("permission denied to set parameter \"session_replication_role\""),
            "\(denied)")
        try databases.target.psql("GRANT SET ON PARAMETER session_replication_role TO \(role)")
        let outcome = try await script.run(deploy)
        #expect(outcome.exitCode == 0, "\(outcome)")
        #expect(try databases.target.digests() == databases.source.digests())
        try databases.target.psql("REVOKE ALL ON PARAMETER session_replication_role FROM \(role)")
    }
}
