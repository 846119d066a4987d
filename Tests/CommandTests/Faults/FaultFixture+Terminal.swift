import SeedTestKit

extension FaultFixture {
    /// Runs seedd at a terminal up to its question.
    func atTheQuestion(_ arguments: String...) async throws -> TerminalCommand {
        let run = CommandRun(
            [try CommandRun.seeddPath] + arguments, environment: ["TERM": "dumb"], directory: directory)
        let session = try TerminalCommand(run)
        try await session.command.waitForOutput("Only yes will do: ")
        return session
    }
}
