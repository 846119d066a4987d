import Foundation
import SeedTestKit
import Testing

struct CommandRunTests {
    @Test func capturesStreamsAndStatus() async throws {
        let result = try await CommandRun(["sh", "-c", "cat; echo err >&2; exit 7"], input: .text("in")).run()
        #expect(result.status == .exited(7))
        #expect(result.standardOutput == "in")
        #expect(result.standardError == "err\n")
    }

    @Test func environmentIsCleanAndDirectoryChosen() async throws {
        let directory = try TestScratch.makeDirectory()
        let command = CommandRun(["sh", "-c", "pwd; env"], environment: ["GIVEN": "1"], directory: directory)
        let lines = try await command.run().standardOutput.split(separator: "\n")
        #expect(lines.first.map(String.init) == directory)
        #expect(lines.contains("GIVEN=1"))
        #expect(!lines.contains { $0.hasPrefix("PG") || $0.hasPrefix("USER=") })
    }

    @Test func largeOutputDoesNotBlock() async throws {
        let result = try await CommandRun(["head", "-c", "5000000", "/dev/zero"]).run()
        #expect(result.standardOutput.utf8.count == 5_000_000)
    }

    @Test func backgroundCommandHearsSignals() async throws {
        let script = "trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.01; done"
        let command = try CommandRun(["sh", "-c", script]).start()
        try await command.waitForOutput("ready")
        #expect(command.isRunning)
        command.signal(SIGTERM)
        let result = try await command.finish()
        #expect(result.exitCode == 3)
        #expect(result.standardOutput == "ready\nbye\n")
    }

    @Test func killedCommandTellsTheSignal() async throws {
        let command = try CommandRun(["sleep", "60"]).start()
        command.signal(SIGKILL)
        #expect(try await command.finish().status == .signaled(Int(SIGKILL)))
    }

    @Test func commandPastItsTimeIsKilled() async throws {
        let start = ContinuousClock.now
        await #expect(throws: TestKitError.self) {
            try await CommandRun(["sleep", "600"]).run(within: .milliseconds(50))
        }
        #expect(ContinuousClock.now - start < .seconds(300))
    }

    @Test func missingProgramThrows() {
        #expect(throws: TestKitError.self) { try CommandRun(["./no such program"]).start() }
    }

    @Test func seeddIsBesideTheTests() throws {
        #expect(FileManager.default.isExecutableFile(atPath: try CommandRun.seeddPath))
    }
}
