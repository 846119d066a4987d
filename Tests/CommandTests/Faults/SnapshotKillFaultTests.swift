import Foundation
import SeedTestKit
import Testing

/// kill -9 while a snapshot is written: only whole ones are listed, and the rest goes with the next run.
@Suite(.environments)
struct SnapshotKillFaultTests {
    private static let kills = KillFaultTests.isThorough ? 100 : 6

    @Test func `killed at random moments of a snapshot`() async throws {
        let fixture = try FaultFixture(TestEnvironments.current, rows: 20_000)
        let before = try FaultFixture.digest(fixture.target)
        let clock = ContinuousClock()
        let whole = try await paused(fixture)
        let start = clock.now
        whole.resume()
        _ = try await whole.finish()
        let duration = clock.now - start

        var leftovers = 0
        for _ in 0..<Self.kills {
            let command = try await paused(fixture)
            command.resume()
            try await Task.sleep(for: duration * Double.random(in: 0...1))
            command.signal(SIGKILL)
            _ = try await command.finish()
            leftovers = max(leftovers, try fixture.unfinishedSnapshots().count)
            try fixture.expectUntouched(before)
            try await expectWholeOnes(fixture)
        }
        print("killed in a snapshot: up to \(leftovers) left behind at once")
        for name in try fixture.unfinishedSnapshots() {
            try FileManager.default.setAttributes(
                [.modificationDate: Date.now - 60], ofItemAtPath: "\(fixture.directory)/snapshots/\(name)")
        }
        try await fixture.expectNextRunSucceeds()
        #expect(try fixture.unfinishedSnapshots() == [])
    }

    /// A sync that stops before its snapshot, and is killed after it if nobody did so before.
    private func paused(_ fixture: FaultFixture) async throws -> RunningCommand {
        try await fixture.waitUntilAlone()
        let command = try CommandRun(
            [try CommandRun.seeddPath, "sync", "--apply"],
            environment: ["SEEDD_PAUSE_POINT": "before-lock", "SEEDD_FAULT_POINT": "after-snapshot"],
            directory: fixture.directory
        ).start()
        try await command.waitUntilStopped()
        return command
    }

    private func expectWholeOnes(_ fixture: FaultFixture) async throws {
        let verified = try await fixture.run("snapshots", "verify", "--data")
        #expect(verified.exitCode == 0, "\(verified)")
    }
}
