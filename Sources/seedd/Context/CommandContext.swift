import FoundationEssentials
import SeedEngine
import SeedModel

/// All a command knows of the world outside: variables, streams, terminal. A test makes its own.
struct CommandContext: Sendable {
    var variables: [String: String]
    var workingDirectory: String
    /// Results. Throws `ClosedOutput` when nobody reads them any more.
    var output: @Sendable (String) throws -> Void
    /// Warnings, questions.
    var errorOutput: @Sendable (String) -> Void
    var terminal: Terminal
    var log = LogPlace()
    /// Asks a person; nil when there is nobody or the task was cancelled.
    var ask: @Sendable (String) async -> String?
    let signals = Signals()
    /// What is drawn on standard error and is no output.
    let screen = LiveScreen()
    var pace = ProgressPace()
    /// Shows progress while a command runs that has some.
    var progress: ProgressDisplay?
}
