import Foundation
import SeedTestKit
import Testing

/// kill -9 at any moment: the target is before the run or after it, and the next run needs no help.
@Suite(.environments)
struct KillFaultTests {
    static let isThorough = ProcessInfo.processInfo.environment["SEEDD_TEST_FAULTS"] == "all"
    static let commitDelays =
        isThorough ? Array(stride(from: 1, through: 4000, by: 40)) : [1, 100, 400, 900, 2000]
    static let kills = isThorough ? 40 : 3

    @Test(arguments: ["before-lock", "after-snapshot", "mid-write", "before-commit"])
    func `killed at a point of the apply`(point: String) async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        let killed = try await fixture.run("sync", "--apply", environment: ["SEEDD_FAULT_POINT": point])
        #expect(killed.status == .signaled(Int(SIGKILL)), "\(killed)")
        try await fixture.waitUntilAlone()
        try fixture.expectUntouched(before)
        try await fixture.expectNextRunSucceeds()
    }

    @Test func `killed during COMMIT`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        var outcomes: [Bool: Int] = [:]
        for delay in Self.commitDelays {
            let killed = try await fixture.run(
                "sync", "--apply", environment: ["SEEDD_FAULT_POINT": "during-commit", "SEEDD_FAULT_DELAY": "\(delay)"])
            #expect(killed.status == .signaled(Int(SIGALRM)) || killed.exitCode == 0, "\(killed)")
            try await fixture.waitUntilAlone()
            outcomes[try fixture.expectBeforeOrAfter(before), default: 0] += 1
            try await fixture.expectNextRunSucceeds()
            try fixture.reset(before)
        }
        print("killed during COMMIT: \(outcomes[false, default: 0]) before, \(outcomes[true, default: 0]) after")
    }

    /// A COMMIT that takes its time: the server carries it out, or notices that nobody waits for it.
    @Test func `killed while COMMIT runs in the server`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try fixture.slowCommit(seconds: 8)
        let command = try fixture.seedd("sync", "--apply").start()
        try await fixture.waitForSleep()
        command.signal(SIGKILL)
        _ = try await command.finish()
        try await fixture.waitUntilAlone()
        try fixture.expectBeforeOrAfter(before)
        try await fixture.expectNextRunSucceeds()
    }

    /// The server notices within a second or two, and not when its statement is done.
    @Test func `killed while a statement runs in the server`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let before = try FaultFixture.digest(fixture.target)
        try fixture.slowWrite(seconds: 60)
        let command = try fixture.seedd("sync", "--apply").start()
        try await fixture.waitForSleep()
        command.signal(SIGKILL)
        _ = try await command.finish()
        try await fixture.waitUntilAlone()
        try fixture.expectUntouched(before)
        try fixture.target.psql("DROP TRIGGER slow ON flag")
        try await fixture.expectNextRunSucceeds()
    }

    @Test func `killed at random moments of a larger apply`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current, rows: Self.isThorough ? 20_000 : 5_000)
        let before = try FaultFixture.digest(fixture.target)
        let clock = ContinuousClock()
        let start = clock.now
        let whole = try await fixture.run("sync", "--apply")
        let duration = clock.now - start
        #expect(whole.exitCode == 0, "\(whole)")
        try fixture.reset(before)
        var outcomes: [Bool: Int] = [:]
        for _ in 0..<Self.kills {
            let command = try fixture.seedd("sync", "--apply").start()
            try await Task.sleep(for: duration * Double.random(in: 0.05...0.8))
            command.signal(SIGKILL)
            _ = try await command.finish()
            try await fixture.waitUntilAlone()
            let isAfter = try fixture.expectBeforeOrAfter(before)
            outcomes[isAfter, default: 0] += 1
            if isAfter { try fixture.reset(before) }
        }
        print("killed at random: \(outcomes[false, default: 0]) before, \(outcomes[true, default: 0]) after")
        try await fixture.expectNextRunSucceeds()
    }

    /// The lease goes with its session, not by a clean-up.
    @Test func `the job of a killed process can be run at once`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        let paused = try await fixture.paused(at: "mid-write")
        paused.signal(SIGKILL)
        _ = try await paused.finish()
        let next = try await fixture.run("sync", "--apply")
        #expect(next.exitCode == 0, "\(next)")
        try fixture.expectPromoted()
    }
}
