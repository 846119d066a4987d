import Foundation
import SeedTestKit
import Testing

/// Ctrl-C and SIGTERM, at any time.
@Suite(.environments)
struct SignalFaultTests {
    static let signals = [SIGINT, SIGTERM]

    @Test(arguments: signals) func `while planning`(signal: CInt) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let holder = try await fixture.holding("LOCK TABLE price", in: fixture.source)
        let command = try fixture.seedd("sync", "--apply").start()
        try await fixture.waitForLockWait()
        command.signal(signal)
        let result = try await command.finish(within: .seconds(20))
        #expect(result.exitCode == 128 + Int(signal), "\(result)")
        #expect(result.standardError.contains("interrupted; the target is as it was\n"), "\(result)")
        holder.signal(SIGKILL)
        try fixture.expectUntouched(before)
    }

    @Test(arguments: signals) func `at the question`(signal: CInt) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let session = try await fixture.atTheQuestion("sync")
        if signal == SIGINT { try session.type("\u{3}") } else { session.command.signal(signal) }
        let result = try await session.finish(within: .seconds(20))
        #expect(result.exitCode == 128 + Int(signal), "\(result)")
        #expect(result.standardOutput.contains("error: production: interrupted; nothing was written"))
        try fixture.expectUntouched(before)
    }

    @Test(arguments: ["no\n", "y\n", "\u{4}", "YES\n"])
    func `any other answer writes nothing`(answer: String) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let session = try await fixture.atTheQuestion("sync")
        try session.type(answer)
        let result = try await session.finish(within: .seconds(40))
        #expect(result.exitCode == 4, "\(result)")
        try fixture.expectUntouched(before)
    }

    @Test(arguments: signals) func `in the middle of the apply`(signal: CInt) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try fixture.slowWrite(seconds: 30)
        let command = try fixture.seedd("sync", "--apply").start()
        try await fixture.waitForSleep()
        command.signal(signal)
        let result = try await command.finish(within: .seconds(20))
        #expect(result.exitCode == 128 + Int(signal), "\(result)")
        try fixture.expectUntouched(before)
        #expect(try fixture.unfinishedSnapshots() == [])
        try fixture.target.psql("DROP TRIGGER slow ON flag")
        try await fixture.expectNextRunSucceeds()
    }

    @Test(arguments: signals) func `during COMMIT, whose answer is waited for`(signal: CInt) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.slowCommit(seconds: 4)
        let command = try fixture.seedd("sync", "--apply").start()
        try await fixture.waitForSleep()
        command.signal(signal)
        let result = try await command.finish(within: .seconds(40))
        #expect(result.exitCode == 0, "\(result)")
        #expect(result.standardOutput.contains("undo with: seedd rollback"))
        try fixture.expectPromoted()
    }

    @Test(arguments: signals) func `between two jobs, of which the first has committed`(signal: CInt) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let file = "\(fixture.directory)/seedd.yaml"
        let later = "jobs:\n  later: {from: staging, to: production, tables: [{name: public.currency}]}"
        try String(contentsOfFile: file, encoding: .utf8).replacing("jobs:", with: later)
            .write(toFile: file, atomically: true, encoding: .utf8)
        try fixture.slowCommit(seconds: 5)
        let command = try fixture.seedd("sync", "config", "later", "--apply").start()
        try await fixture.waitForSleep()
        command.signal(signal)
        let result = try await command.finish(within: .seconds(40))
        #expect(result.exitCode == 128 + Int(signal), "\(result)")
        #expect(result.standardOutput.contains("undo with: seedd rollback"))
        #expect(result.standardError.contains("job later: interrupted before it began"), "\(result)")
        try fixture.expectPromoted()
    }

    @Test func `a second one ends the process at once, and the target is whole`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try fixture.slowCommit(seconds: 10)
        let command = try fixture.seedd("sync", "--apply").start()
        try await fixture.waitForSleep()
        command.signal(SIGINT)
        try await Task.sleep(for: .milliseconds(200))
        command.signal(SIGINT)
        let result = try await command.finish(within: .seconds(8))
        #expect(result.exitCode == 130, "\(result)")
        try await fixture.waitUntilAlone()
        try fixture.expectBeforeOrAfter(before)
    }

    @Test func `a host that never answers does not hold up Ctrl-C`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let hole = try BlackHole()
        try fixture.configure(target: "host=127.0.0.1 port=\(hole.port) user=u dbname=d")
        let command = try fixture.seedd("plan").start()
        try await Task.sleep(for: .milliseconds(500))
        command.signal(SIGINT)
        let result = try await command.finish(within: .seconds(8))
        #expect(result.exitCode == 130, "\(result)")
    }
}

extension FaultFixture {
    /// Waits until a session of seedd waits for a lock in the source.
    fileprivate func waitForLockWait() async throws {
        let deadline = ContinuousClock.now + .seconds(50)
        let query = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = '\(source.name)'
                AND application_name LIKE 'seedd%' AND wait_event_type = 'Lock'
            """
        while try source.psql(query) == "0" {
            guard ContinuousClock.now < deadline else { throw TestKitError("seedd does not wait for the lock") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
