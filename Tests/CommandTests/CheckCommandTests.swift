import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct CheckCommandTests {
    @Test func triggerFunctionsWithoutASearchPath() async throws {
        let place = try Workplace()
        try place.environments.target.psql(
            """
            CREATE FUNCTION loose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE FUNCTION pinned() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER one BEFORE UPDATE ON flags FOR EACH ROW EXECUTE FUNCTION loose();
            CREATE TRIGGER two BEFORE UPDATE ON flags FOR EACH ROW EXECUTE FUNCTION pinned()
            """)
        let document = try await place.run("check", "--output", "json").document()
        let findings = try #require(document["findings"] as? [[String: Any]])
        let finding = try #require(findings.first { $0["code"] as? String == "trigger_search_path" })
        #expect(finding["severity"] as? String == "warning")
        #expect((finding["remedy"] as? String)?.hasSuffix("ALTER FUNCTION public.loose() SET search_path = …") == true)
        #expect((finding["message"] as? String)?.contains("pinned") == false)
    }

    /// Codes of the findings, with their severity.
    private func findings(_ place: Workplace, code: Int32) async throws -> [String] {
        let outcome = await place.run("check", "--output", "json")
        #expect(outcome.code == code, "\(outcome)")
        let document = try outcome.document()
        #expect(document["format_version"] as? Int == 1)
        #expect(document["kind"] as? String == "check")
        let findings = try #require(document["findings"] as? [[String: Any]])
        #expect(document["errors"] as? Int == findings.count { $0["severity"] as? String == "error" })
        #expect(document["warnings"] as? Int == findings.count { $0["severity"] as? String == "warning" })
        return findings.map { "\($0["severity"] ?? "") \($0["code"] ?? "") \($0["subject"] ?? "")" }
    }

    @Test func nothingIsWrongAndNothingIsWritten() async throws {
        let place = try Workplace()
        let outcome = await place.run("check")
        #expect(outcome.code == 0)
        #expect(outcome.output == "check: everything is in place\n")
        #expect(try place.environments.target.psql("SELECT count(*) FROM pg_namespace WHERE nspname = 'seedd'") == "0")
    }

    @Test func whatIsWrongWithTablesIsFoundAtOnce() async throws {
        let place = try Workplace(
            jobs: """
                many:
                  from: staging
                  to: production
                  tables: [{name: public.flags, mode: mirror}, {name: public.bare}, {name: public.typed}, {name: public.gone}]
                """)
        try place.environments.source.psql(
            "CREATE TABLE bare (n int); CREATE TABLE typed (id int PRIMARY KEY, n int, extra int)")
        try place.environments.target.psql(
            """
            CREATE TABLE bare (n int);
            CREATE TABLE typed (id int PRIMARY KEY, n bigint);
            CREATE TABLE uses (flag text REFERENCES flags);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER tr BEFORE UPDATE ON flags FOR EACH ROW EXECUTE FUNCTION f();
            """)
        let found = try await findings(place, code: 1)
        for expected in [
            "error table_missing public.gone", "error no_key public.bare", "error type_mismatch public.typed",
            "error column_missing public.typed", "warning references_outside public.flags",
            "info triggers public.flags",
        ] {
            #expect(found.contains(expected), "\(expected) is not in \(found)")
        }
    }

    /// A key that takes NULL for a value like any other is as good as one without.
    @Test func matchKeysThatMayBeNull() async throws {
        let place = try Workplace(
            jobs: """
                keys:
                  from: staging
                  to: production
                  tables: [{name: public.same, match: [a, b]}, {name: public.other, match: [a, b]}]
                """)
        let major = try place.environments.target.psql("SHOW server_version_num")
        guard major >= "150000" else { return }
        try place.environments.psql(
            """
            CREATE TABLE same (id int PRIMARY KEY, a int, b int, UNIQUE NULLS NOT DISTINCT (a, b));
            CREATE TABLE other (id int PRIMARY KEY, a int NOT NULL, b int, CONSTRAINT ab UNIQUE (a, b))
            """)
        let outcome = await place.run("check")
        #expect(!outcome.output.contains("public.same"), "\(outcome)")
        #expect(outcome.output.contains("b of the match key may be NULL in production, of which the unique key ab"))
        #expect(outcome.output.contains("ALTER TABLE public.other ALTER COLUMN b SET NOT NULL"), "\(outcome)")
        try place.environments.source.psql("INSERT INTO same VALUES (1, 1, NULL), (2, NULL, NULL), (3, 1, 1)")
        let sync = await place.run("sync", "--apply")
        #expect(sync.code == 0 && sync.output.contains("3 inserted"), "\(sync)")
        #expect(await place.run("plan", "--detailed-exitcode").code == 0)
    }

    @Test func oneEnvironmentDownDoesNotHideTheOthers() async throws {
        let away = Workplace.jobs.replacing("flags:\n", with: "away:\n").replacing("to: production", with: "to: away")
        let place = try Workplace(jobs: away + "\n" + Workplace.jobs)
        let yaml = try String(contentsOfFile: "\(place.directory)/seedd.yaml", encoding: .utf8)
        try place.write(
            yaml.replacing("environments:", with: "environments:\n  away: {url: \"host=/nonexistent\"}"),
            to: "seedd.yaml")
        try place.environments.target.psql("CREATE TABLE uses (flag text REFERENCES flags)")
        let found = try await findings(place, code: 1)
        #expect(found == ["error connection away", "warning references_outside public.flags"])
    }

    @Test func theSameDatabaseAndAnUnwritableStoreAreFound() async throws {
        let place = try Workplace()
        try place.configure(target: place.environments.source.connectionString)
        try place.write("in the way", to: "snapshots")
        let found = try await findings(place, code: 1)
        #expect(found.contains("error same_database job flags"))
        #expect(found.contains { $0.hasPrefix("error snapshot_directory ") })
    }

    @Test func aReadOnlyTargetAndRowSecurityAreFound() async throws {
        let place = try Workplace()
        let target = place.environments.target
        try target.psql(
            """
            CREATE ROLE \(target.name)_clerk LOGIN; GRANT ALL ON flags TO \(target.name)_clerk;
            ALTER TABLE flags ENABLE ROW LEVEL SECURITY; CREATE SCHEMA seedd AUTHORIZATION \(target.name)_clerk;
            ALTER DATABASE \(target.name) SET default_transaction_read_only = on;
            """)
        try place.configure(target: "\(target.connectionString) user=\(target.name)_clerk")
        let found = try await findings(place, code: 1)
        #expect(found == ["error read_only production", "error row_security public.flags"])
    }
}
