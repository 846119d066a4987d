import SeedModel
import SeedTestKit
import Testing

/// Triggers and rules of the target that do other things than what is written.
@Suite(.environments)
struct TriggerTests {
    private func prepare(_ body: String, when: String = "BEFORE INSERT OR UPDATE OR DELETE") throws -> TestEnvironments
    {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, v text, stamp int); INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 1)")
        try databases.source.psql(
            "UPDATE t SET v = 'x' WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (3, 'c', 1)")
        try databases.target.psql(
            """
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \(body) END $$;
            CREATE TRIGGER meddler \(when) ON t FOR EACH ROW EXECUTE FUNCTION f()
            """)
        return databases
    }

    @Test func rewritingIsFound() async throws {
        _ = try prepare("NEW.stamp = 99; RETURN NEW;", when: "BEFORE UPDATE")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("column stamp"))
        #expect(error.problem.contains("meddler"))
    }

    /// Deferred, it would act after everything was looked at.
    @Test func deferredRewritingIsFound() async throws {
        let databases = try prepare(
            "UPDATE public.t SET stamp = 99 WHERE id = NEW.id; RETURN NULL;", when: "AFTER DELETE")
        try databases.target.psql(
            """
            CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            WHEN (NEW.stamp <> 99) EXECUTE FUNCTION f()
            """)
        try databases.target.psql("DROP TRIGGER meddler ON t")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("column stamp"))
    }

    @Test func rowsBesideThePlanAreFound() async throws {
        let databases = try prepare(
            "UPDATE public.t SET stamp = stamp + 1 WHERE id <> NEW.id AND v <> 'x'; RETURN NULL;",
            when: "AFTER UPDATE OF v")
        try databases.psql("INSERT INTO t VALUES (9, 'z', 1)")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("rows that are not in the plan changed"))
    }

    @Test func swallowingIsFound() async throws {
        _ = try prepare("RETURN NULL;")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .refused)
        #expect(error.problem.contains("0 rows were written instead of 1"))
    }

    @Test func raisingIsBadDataInItsOwnWords() async throws {
        _ = try prepare(#"RAISE EXCEPTION E'not on Fridays \x1b[31m';"#)
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .badData)
        #expect(error.problem.contains("not on Fridays"))
        #expect(error.subject == "public.t")
    }

    /// The run's search path is empty, and the job has nothing to do with it.
    @Test(arguments: ["INSERT INTO log VALUES (1)", "PERFORM helper(1)", "PERFORM missing FROM public.t"])
    func unqualifiedNameInATriggerIsNotTheJobs(_ statement: String) async throws {
        _ = try prepare("\(statement); RETURN NEW;", when: "BEFORE UPDATE")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .badData)
        #expect(error.hint?.contains("ALTER FUNCTION … SET search_path") == true)
    }

    @Test func ruleThatDoesInstead() async throws {
        let databases = try TestEnvironments.current
        try databases.psql("CREATE TABLE t (id int PRIMARY KEY)")
        try databases.source.psql("INSERT INTO t VALUES (1)")
        try databases.target.psql("CREATE RULE nothing AS ON INSERT TO t DO INSTEAD NOTHING")
        let error = try await Promoter.mirror("public").refusal()
        #expect(error.code == .refused)
    }

    /// A trigger on a column that does not change is not fired, and rows that do not change are not written.
    @Test func onlyWhatChangesIsWritten() async throws {
        let databases = try TestEnvironments.current
        try databases.psql(
            "CREATE TABLE t (id int PRIMARY KEY, a text, b text); INSERT INTO t SELECT n, 'a', 'b' FROM generate_series(1, 9) n"
        )
        try databases.target.psql(
            """
            CREATE TABLE fired (id int, what text);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO public.fired VALUES (NEW.id, TG_ARGV[0]); RETURN NEW; END $$;
            CREATE TRIGGER on_a BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f('a');
            CREATE TRIGGER on_b BEFORE UPDATE OF b ON t FOR EACH ROW EXECUTE FUNCTION f('b')
            """)
        try databases.source.psql("UPDATE t SET a = 'x' WHERE id = 1; UPDATE t SET b = 'x' WHERE id = 2")
        let versions = "SELECT string_agg(id || ':' || xmin || ctid::text, ',' ORDER BY id) FROM t WHERE id > 2"
        let before = try databases.target.psql(versions)
        try await Promoter(TableRule(name: "t")).sync()
        #expect(try databases.target.psql("SELECT id, what FROM fired ORDER BY 1, 2") == "1|a\n2|b")
        #expect(try databases.target.psql(versions) == before)
    }
}
