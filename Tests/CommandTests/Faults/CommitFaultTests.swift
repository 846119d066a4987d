import SeedTestKit
import Testing

/// The connection to the target is cut around COMMIT.
@Suite(.environments)
struct CommitFaultTests {
    @Test func `cut before COMMIT reaches the server`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let proxy = try fixture.cutTarget(.beforeCommit)
        let result = try await fixture.run("sync", "--apply")
        #expect(proxy.hasCut)
        // Known not to have happened, so it is done again over a new connection.
        #expect(result.exitCode == 0, "\(result)")
        #expect(result.standardError.contains("nothing was written"))
        #expect(proxy.commits == 1)
        try fixture.expectPromoted()
    }

    @Test func `the reply of COMMIT is lost`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let proxy = try fixture.cutTarget(.replyOfCommit)
        let result = try await fixture.run("sync", "--apply")
        #expect(proxy.hasCut)
        #expect(result.exitCode == 0, "\(result)")
        #expect(result.standardOutput.contains("undo with: seedd rollback"))
        // Found in the history, not done a second time.
        #expect(proxy.commits == 1)
        try fixture.expectPromoted()
    }

    @Test func `the reply of COMMIT is lost and so is the server`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let proxy = try fixture.cutTarget(.replyOfCommit, refusesAfterwards: true)
        let result = try await fixture.run("sync", "--apply")
        #expect(proxy.hasCut)
        #expect(result.exitCode == 75, "\(result)")
        #expect(result.standardError.contains("unknown"))
        try fixture.configure()
        let next = try await fixture.run("sync", "--apply")
        #expect(next.exitCode == 0, "\(next)")
        try fixture.expectPromoted()
    }

    @Test func `cut while COMMIT runs, which is then waited for`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        // Shorter than the server takes to notice that its client is gone, and give up.
        try fixture.slowCommit(seconds: 0.6)
        let proxy = try fixture.cutTarget(.whileCommitting)
        let result = try await fixture.run("sync", "--apply")
        #expect(proxy.hasCut)
        #expect(result.exitCode == 0, "\(result)")
        try fixture.expectPromoted()
    }
}
