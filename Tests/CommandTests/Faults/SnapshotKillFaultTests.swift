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
        var read: Set<String> = []
        for _ in 0..<Self.kills {
            let command = try await paused(fixture)
            command.resume()
            try await Task.sleep(for: duration * Double.random(in: 0...1))
            command.signal(SIGKILL)
            _ = try await command.finish()
            leftovers = max(leftovers, try fixture.unfinishedSnapshots().count)
            try fixture.expectUntouched(before)
            try await expectWholeOnes(fixture, read: &read)
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

    /// All that are listed are whole; `read` were read before and don't change.
    private func expectWholeOnes(_ fixture: FaultFixture, read: inout Set<String>) async throws {
        let listed = try await fixture.run("snapshots", "verify")
        #expect(listed.exitCode == 0, "\(listed)")
        let ids = try await fixture.run("snapshots", "list", "-q").standardOutput.split(separator: "\n").map(
            String.init)
        for id in ids where read.insert(id).inserted {
            let verified = try await fixture.run("snapshots", "verify", "--data", id)
            #expect(verified.exitCode == 0, "\(verified)")
        }
    }
}
