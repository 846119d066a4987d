import Foundation
import SeedTestKit
import Testing

/// What the service manager is told.
@Suite(.environments)
struct DaemonServiceTests {
    @Test func itsStateFromReadyToStopping() async throws {
        let (place, manager) = (try DaemonPlace(), try NotifySocket())
        defer { manager.close() }
        let daemon = try place.start(variables: ["NOTIFY_SOCKET": manager.path])
        try await manager.wait(for: "READY=1")
        try await manager.wait(for: "STATUS=running flags")
        try await manager.wait(for: "STATUS=idle, 1 job, next is flags at 20")
        let before = manager.assignments.count
        daemon.signal(SIGHUP)
        try await manager.wait(for: "RELOADING=1", skipping: before)
        try await manager.wait(for: "MONOTONIC_USEC=", skipping: before)
        try await manager.wait(for: "READY=1", skipping: before)
        daemon.signal(SIGTERM)
        try await manager.wait(for: "STOPPING=1")
        try await manager.wait(for: "EXTEND_TIMEOUT_USEC=90000000")
        #expect(try await daemon.finish().exitCode == 0)
        #expect(!manager.assignments.contains { $0.contains("host=") })
    }

    /// Signs of life come in time, and not from a process whose loop stands still.
    @Test func watchdogIsFedByTheLoop() async throws {
        let (place, manager) = (try DaemonPlace("0 2 29 2 *", speed: 1), try NotifySocket())
        defer { manager.close() }
        let daemon = try place.start(variables: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "400000"])
        try await manager.wait(for: "READY=1")
        let start = ContinuousClock.now
        let count = manager.assignments.count { $0 == "WATCHDOG=1" }
        try await Task.sleep(for: .seconds(2))
        let fed = manager.assignments.count { $0 == "WATCHDOG=1" } - count
        let due = Int(start.duration(to: .now) / .milliseconds(400))
        #expect(fed >= due, "\(fed) of \(due)")
        daemon.signal(SIGSTOP)
        try await Task.sleep(for: .milliseconds(100))
        let stopped = manager.assignments.count
        try await Task.sleep(for: .seconds(1))
        #expect(manager.assignments.count == stopped)
        daemon.signal(SIGCONT)
        daemon.signal(SIGTERM)
        #expect(try await daemon.finish().exitCode == 0)
    }
}
