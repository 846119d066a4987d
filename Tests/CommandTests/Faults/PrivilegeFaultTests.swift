import SeedTestKit
import Testing

/// Roles that may not do everything.
@Suite(.environments)
struct PrivilegeFaultTests {
    @Test func `a role that may only read can plan and can't sync`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let role = try fixture.makeRole("reader", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO")
        try fixture.configure(
            source: fixture.source.connectionString + " user=\(role)",
            target: fixture.target.connectionString + " user=\(role)")
        let plan = try await fixture.run("plan", "--detailed-exitcode")
        #expect(plan.exitCode == 2, "\(plan)")
        #expect(plan.standardOutput.contains("plan: 30 to insert, 43 to update, 6 to delete"))
        let sync = try await fixture.run("sync", "--apply")
        #expect(sync.exitCode == 77, "\(sync)")
        #expect(sync.standardError.contains("hint: GRANT"))
        try fixture.expectUntouched(before)
    }

    @Test func `a table that may not be read names the grant`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let role = try fixture.makeRole("half", "GRANT SELECT ON currency, price TO")
        try fixture.configure(source: fixture.source.connectionString + " user=\(role)")
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 77, "\(result)")
        #expect(result.standardError.contains("public.flag"))
        #expect(result.standardError.contains("GRANT SELECT"))
        try fixture.expectUntouched(before)
    }

    @Test func `a privilege lost in the middle of the run`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let role = try fixture.makeRole("writer", "GRANT ALL ON ALL TABLES IN SCHEMA public TO")
        try fixture.target.psql("GRANT CREATE ON DATABASE \(fixture.target.name) TO \(role)")
        try fixture.configure(target: fixture.target.connectionString + " user=\(role)")
        let command = try await fixture.paused(at: "after-snapshot")
        try fixture.target.psql("REVOKE UPDATE, INSERT, DELETE ON price FROM \(role)")
        command.resume()
        let result = try await command.finish()
        #expect(result.exitCode == 77, "\(result)")
        #expect(result.standardError.contains("price"))
        try fixture.expectUntouched(before)
        try fixture.target.psql("GRANT ALL ON price TO \(role)")
        try await fixture.expectNextRunSucceeds()
        try fixture.target.psql("DROP SCHEMA seedd CASCADE")
    }

    @Test func `rows hidden by row security are an error, not deletes`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let role = try fixture.makeRole("hidden", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO")
        try fixture.source.psql(
            "ALTER TABLE flag ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON flag USING (code < 'F3')")
        try fixture.configure(source: fixture.source.connectionString + " user=\(role)")
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 77, "\(result)")
        #expect(result.standardError.contains("flag"))
        try fixture.expectUntouched(before)
    }

    @Test func `a target that is read-only by a setting`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try fixture.target.psql("ALTER DATABASE \(fixture.target.name) SET default_transaction_read_only = on")
        // Were the source read first, this would be the error.
        try fixture.source.psql("DROP TABLE flag")
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 69, "\(result)")
        #expect(result.standardError.contains("read-only"))
        #expect(try FaultFixture.digest(fixture.target) == before)
    }

    @Test func `a newer seedd's schema is left alone`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try fixture.target.psql(
            """
            CREATE SCHEMA seedd;
            CREATE TABLE seedd.schema_version (version int NOT NULL, added text);
            INSERT INTO seedd.schema_version VALUES (1, ''), (99, '');
            """)
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 78, "\(result)")
        #expect(result.standardError.contains("upgrade seedd"))
        try fixture.expectUntouched(before)
        let relations = "SELECT count(*) FROM pg_class WHERE relnamespace = 'seedd'::regnamespace"
        #expect(try fixture.target.psql(relations) == "1")
        #expect(try await fixture.run("plan").exitCode == 0)
    }
}

extension FaultFixture {
    /// A role that is dropped with the target, and what it is granted in both databases.
    func makeRole(_ name: String, _ grant: String) throws -> String {
        let role = "\(target.name)_\(name)"
        try target.psql("CREATE ROLE \(role) LOGIN")
        for database in [source, target] { try database.psql("\(grant) \(role)") }
        return role
    }
}
