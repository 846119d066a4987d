import ArgumentParser
import SeedModel

/// The failures of a command's jobs: one that fails keeps no other from its turn, and the first decides the exit code.
struct JobFailures {
    let context: CommandContext
    private var first: ErrorCode?

    init(_ context: CommandContext) { self.context = context }

    /// What `body` returns, nil where it failed; its error is reported at once.
    ///
    /// An interruption is no failure of one job and ends them all, as does output that nobody reads any more.
    mutating func catching<Result>(of job: String, _ body: () async throws -> Result) async throws -> Result? {
        guard !Task.isCancelled else { throw SeedError(.interrupted, "job \(job)", "interrupted before it began") }
        do {
            return try await body()
        } catch let error as SeedError {
            guard error.code != .interrupted, !Task.isCancelled else { throw error }
            context.report(error)
            first = first ?? error.code
            return nil
        } catch let error as ClosedOutput {
            try finish()
            throw error
        }
    }

    /// Ends the command where a job failed.
    func finish() throws {
        guard let first else { return }
        throw ExitCode(ExitStatus.code(of: first))
    }
}
