import SeedTestKit
import Testing

/// Connections end in the middle of a run.
@Suite(.environments)
struct ConnectionFaultTests {
    @Test func `the source is cut in the middle of a COPY`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current, rows: 5_000)
        let before = try FaultFixture.digest(fixture.target)
        let proxy = try FaultProxy(to: fixture.serverDirectory, fault: .copyOut(bytes: 40_000))
        try fixture.configure(source: fixture.url(of: fixture.source, through: proxy))
        let result = try await fixture.run("sync", "--apply")
        #expect(proxy.hasCut)
        #expect(result.exitCode == 75, "\(result)")
        try fixture.expectUntouched(before)
        try await fixture.expectNextRunSucceeds()
    }

    @Test func `the source is cut in the middle of a first copy`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.source.psql("INSERT INTO flag SELECT 'M' || n, true FROM generate_series(1, 30000) n")
        try fixture.target.psql("TRUNCATE flag")
        let before = try FaultFixture.digest(fixture.target)
        let proxy = try FaultProxy(to: fixture.serverDirectory, fault: .copyOut(bytes: 200_000))
        try fixture.configure(source: fixture.url(of: fixture.source, through: proxy))
        let result = try await fixture.run("sync", "--apply")
        #expect(proxy.hasCut)
        #expect(result.exitCode == 75, "\(result)")
        try fixture.expectUntouched(before)
        try await fixture.expectNextRunSucceeds()
    }

    @Test(arguments: ["before-lock", "after-snapshot", "mid-write", "before-commit"])
    func `the target's session is terminated`(point: String) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let command = try await fixture.paused(at: point)
        try fixture.terminateSessions()
        try await fixture.waitUntilAlone()
        command.resume()
        let result = try await command.finish()
        #expect(result.exitCode == 75, "\(result)")
        try fixture.expectUntouched(before)
        try await fixture.expectNextRunSucceeds()
    }

    @Test func `a role without a connection to spare`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let role = "\(fixture.target.name)_crowd"
        try fixture.target.psql("CREATE ROLE \(role) LOGIN CONNECTION LIMIT 0")
        try fixture.configure(target: fixture.target.connectionString + " user=\(role)")
        let result = try await fixture.run("sync", "--apply")
        #expect(result.exitCode == 75, "\(result)")
        #expect(result.standardError.contains("53300"))
        try fixture.expectUntouched(before)
    }

    @Test func `a server that is not there, a database that is not there`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.configure(target: "host=\(fixture.directory) user=postgres dbname=x")
        let down = try await fixture.run("sync", "--apply")
        #expect(down.exitCode == 69, "\(down)")
        #expect(down.standardError.contains("hint: check that the server runs"))
        try fixture.configure(target: fixture.target.connection.naming(database: "no_such_database").text)
        let missing = try await fixture.run("plan")
        #expect(missing.exitCode == 69, "\(missing)")
        #expect(missing.standardError.contains("no_such_database"))
        #expect(missing.standardError.contains("hint: check the database's name"))
    }
}
