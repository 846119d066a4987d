/// What a command left: its status and all it wrote.
package struct CommandResult: Sendable, CustomStringConvertible {
    package var status: CommandStatus
    package var standardOutput: String
    package var standardError: String

    /// nil when a signal ended the command.
    package var exitCode: Int? {
        guard case .exited(let code) = status else { return nil }
        return code
    }

    package var description: String { "\(status)\nstdout:\n\(standardOutput)\nstderr:\n\(standardError)" }
}
