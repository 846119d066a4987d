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
    /// Asks a person; nil when there is nobody or the task was cancelled.
    var ask: @Sendable (String) async -> String?
    let signals = Signals()
    /// What is drawn on standard error and is no output.
    let screen = LiveScreen()
    var pace = ProgressPace()
    /// Shows progress while a command runs that has some.
    var progress: ProgressDisplay?

    /// Shows an error. Rows are shown to people; the server's words, which may quote anything, only at a terminal.
    ///
    /// Under systemd standard error is the journal, and gets neither.
    func report(_ error: SeedError) {
        var text = "error: \(Printable.lines(error.description))\n"
        let isJournal = variables["JOURNAL_STREAM"] != nil
        for more in [error.detail, terminal.isInteractive ? error.serverText : nil] {
            guard let more, !isJournal else { continue }
            text += Printable.lines(more).split(separator: "\n").map { "  \($0)\n" }.joined()
        }
        if let hint = error.hint { text += "hint: \(Printable.lines(hint))\n" }
        errorOutput(text)
    }

    func warn(_ message: String) { errorOutput("warning: \(Printable.lines(message))\n") }
}
