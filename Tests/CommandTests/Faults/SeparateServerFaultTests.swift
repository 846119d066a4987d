import SeedTestKit
import Testing

/// What needs a server of its own: it is stopped, told to wait for a standby that is not there, asks for passwords.
struct SeparateServerFaultTests {
    @Test func `an immediate stop, a standby that does not answer, a wrong password`() async throws {
        let cluster = try TestCluster.separate()
        defer { try? cluster.stop() }
        let databases = try cluster.server.createDatabases(2)
        let fixture = try FaultFixture(source: databases[0], target: databases[1])
        let before = try FaultFixture.digest(fixture.target)
        try await immediateStop(cluster, fixture, before)
        try await synchronousStandby(cluster, fixture, before)
        try await wrongPassword(cluster, fixture)
    }

    private func immediateStop(_ cluster: TestCluster, _ fixture: FaultFixture, _ before: String) async throws {
        let command = try await fixture.paused(at: "mid-write")
        try cluster.stop()
        command.resume()
        let result = try await command.finish()
        #expect(result.exitCode == 75, "\(result)")
        try cluster.start()
        try fixture.expectUntouched(before)
        try await fixture.expectNextRunSucceeds()
        try fixture.reset(before)
    }

    /// COMMIT is on the target's disk but waits for its standby: not visible, not undone, and the client is cut off.
    private func synchronousStandby(_ cluster: TestCluster, _ fixture: FaultFixture, _ before: String) async throws {
        try fixture.target.psql("ALTER DATABASE \(fixture.target.name) SET synchronous_commit = 'on'")
        try cluster.set("synchronous_standby_names", "ghost")
        let proxy = try fixture.cutTarget(.whileCommitting)
        let result = try await fixture.run("sync", "--apply")
        #expect(proxy.hasCut)
        #expect(result.exitCode == 75, "\(result)")
        #expect(result.standardError.contains("unknown"))
        // Still not settled: the next run does not write over it.
        let early = try await fixture.run("sync", "--apply")
        #expect(early.exitCode == 75, "\(early)")
        try cluster.set("synchronous_standby_names", "")
        try await fixture.waitUntilAlone()
        try fixture.configure()
        let next = try await fixture.run("sync", "--apply")
        #expect(next.exitCode == 0, "\(next)")
        try fixture.expectPromoted()
    }

    private func wrongPassword(_ cluster: TestCluster, _ fixture: FaultFixture) async throws {
        try fixture.target.psql("CREATE ROLE careful LOGIN PASSWORD 'right'")
        try cluster.requirePassword(of: "careful")
        try fixture.configure(target: "host=\(cluster.directory) user=careful dbname=x password=$TARGET_PASSWORD")
        let result = try await fixture.run("plan", environment: ["TARGET_PASSWORD": "mArKeR"])
        #expect(result.exitCode == 77, "\(result)")
        #expect(result.standardError.contains("28P01"))
        #expect(result.standardError.contains("hint: check the password"))
        #expect(!"\(result)".contains("mArKeR"))
    }
}
