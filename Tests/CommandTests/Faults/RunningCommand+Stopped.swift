import Foundation
import SeedTestKit

extension RunningCommand {
    /// Waits until the process has been stopped by SIGSTOP.
    func waitUntilStopped() async throws {
        let deadline = ContinuousClock.now + .seconds(90)
        while state != "T" {
            guard isRunning, ContinuousClock.now < deadline else {
                throw TestKitError("was not stopped\n\(standardOutput)\n\(standardError)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Lets a stopped process go on.
    func resume() { signal(SIGCONT) }

    /// The letter of proc(5).
    private var state: Character? {
        let text = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
        return text.split(separator: ")").last?.first { $0 != " " }
    }
}
