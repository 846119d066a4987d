import Foundation
import SeedTestKit
import Testing

/// What a machine without a daemon's journal knows of its ticks.
@Suite(.environments)
struct DaemonStatusTests {
    @Test func tickWithNothingToWriteIsARun() async throws {
        let place = try DaemonPlace()
        let daemon = try place.start()
        try await place.wait(for: "t", "SELECT count(*) > 0 FROM seedd.tick WHERE outcome = 'unchanged'", daemon)
        daemon.signal(SIGTERM)
        _ = try await daemon.finish()
        let status = await place.place.run("status", "-n", "0")
        #expect(status.code == 0, "\(status)")
        #expect(status.output.contains("unchanged") && status.output.contains("applied"), "\(status)")
        // The run that was recorded is told once, not as a tick as well.
        #expect(status.output.split(separator: "applied").count == 2, "\(status)")
    }

    @Test func failedTickIsTheExitCode() async throws {
        let place = try DaemonPlace(guards: "{max_changed: 100%, max_deletes: 0}")
        let daemon = try place.start()
        try await place.wait(for: "t", "SELECT count(*) > 0 FROM seedd.tick WHERE outcome = 'failed'", daemon)
        daemon.signal(SIGTERM)
        _ = try await daemon.finish()
        let status = await place.place.run("status")
        #expect(status.code == 1, "\(status)")
        #expect(status.output.contains("failed") && status.output.contains("max_deletes"), "\(status)")
    }
}
