import Foundation

/// A command in the background. It is killed when this value goes.
package final class RunningCommand: Sendable {
    private let name: String
    private let child: ChildProcess
    private let output: CapturedStream
    private let error: CapturedStream

    init(name: String, child: ChildProcess, output: CapturedStream, error: CapturedStream) {
        self.name = name
        self.child = child
        self.output = output
        self.error = error
    }

    package var id: Int { Int(child.id) }

    /// What it wrote so far.
    package var standardOutput: String { output.text }
    package var standardError: String { error.text }
    package var isRunning: Bool { child.poll() == nil }

    /// Sends a signal; nothing happens when the command has ended.
    package func signal(_ number: CInt) { child.signal(number) }

    /// Waits until the command has written `text` to either stream; throws when it ends or `limit` passes before.
    package func waitForOutput(_ text: String, within limit: Duration = .seconds(90)) async throws {
        let deadline = ContinuousClock.now + limit
        while true {
            let ended = !isRunning
            if standardOutput.contains(text) || standardError.contains(text) { return }
            guard !ended, ContinuousClock.now < deadline else {
                throw TestKitError(
                    "\(name): '\(text)' was not written\nstdout:\n\(standardOutput)\nstderr:\n\(standardError)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits for the end without blocking a thread; past `limit` kills the command and throws.
    package func finish(within limit: Duration = .seconds(120)) async throws -> CommandResult {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let status = child.poll() { return result(status) }
            try await Task.sleep(for: .milliseconds(2))
        }
        // It may have ended while this task waited for its turn.
        if let status = child.poll() { return result(status) }
        throw outOfTime(limit)
    }

    func finishBlocking(within limit: Duration) throws -> CommandResult {
        guard let status = child.wait(until: .now + limit) else { throw outOfTime(limit) }
        return result(status)
    }

    private func result(_ status: CommandStatus) -> CommandResult {
        CommandResult(status: status, standardOutput: output.text, standardError: error.text)
    }

    private func outOfTime(_ limit: Duration) -> TestKitError {
        child.signal(SIGKILL)
        return TestKitError("\(name): not done within \(limit)\nstdout:\n\(output.text)\nstderr:\n\(error.text)")
    }
}
