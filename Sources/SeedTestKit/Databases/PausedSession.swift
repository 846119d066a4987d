import Foundation

/// A psql session that stops in the middle of its script until it is told to go on: what a test needs to have
/// transactions overlap in the order it wants.
package struct PausedSession: Sendable {
    private let command: RunningCommand
    private let gate: String

    /// Returns when `first` is done; `rest` waits for `finish`.
    package init(_ first: String, then rest: String, in database: TestDatabase) async throws {
        gate = try "\(TestScratch.makeDirectory("gate"))/open"
        command = try database.start(
            """
            \(first);
            SELECT 'paused';
            \\! until [ -e \(gate) ]; do sleep 0.01; done </dev/null
            \(rest);
            """)
        try await command.waitForOutput("paused")
    }

    /// Carries out the rest of the script.
    package func finish() async throws {
        try Data().write(to: URL(filePath: gate))
        let result = try await command.finish()
        guard result.exitCode == 0 else { throw TestKitError("paused session: \(result)") }
    }
}
