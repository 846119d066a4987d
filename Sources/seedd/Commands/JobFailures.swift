import ArgumentParser
import SeedModel

/// The failures of a command's jobs: one that fails in a target keeps no other target and no other job from its turn.
struct JobFailures {
    let context: CommandContext
    /// nil for what did not fail.
    private var results: [(job: String, failure: ErrorCode?)] = []
    /// The one that was begun last.
    private var begun: JobTarget?

    /// How many were done, or failed.
    var count: Int { results.count }

    func hasBegun(_ run: TargetRun) -> Bool { begun == run.place }

    init(_ context: CommandContext) { self.context = context }

    /// What `body` returns, or what it failed of, which is reported at once.
    ///
    /// An interruption is no failure of one job and ends them all, as does output that nobody reads any more.
    mutating func catching<Value>(
        of run: TargetRun, _ body: () async throws -> Value
    ) async throws -> Result<Value, SeedError> {
        guard !Task.isCancelled else {
            throw SeedError(.interrupted, run.subject, "interrupted before it began")
        }
        begun = run.place
        do {
            let value = try await body()
            results.append((run.job.name, nil))
            return .success(value)
        } catch let error as SeedError {
            guard error.code != .interrupted, !Task.isCancelled else { throw error }
            let error = run.isOneOfSeveral ? error.naming(run.place) : error
            context.report(error)
            results.append((run.job.name, error.code))
            return .failure(error)
        } catch let error as ClosedOutput {
            try finish()
            throw error
        }
    }

    /// Ends the command where a job failed: with the code of the first that succeeded in none of its targets, else as done
    /// in part.
    func finish() throws {
        let failed = results.filter { $0.failure != nil }
        guard !failed.isEmpty else { return }
        let done = Set(results.filter { $0.failure == nil }.map(\.job))
        let code = failed.first { !done.contains($0.job) }?.failure
        throw ExitCode(code.map(ExitStatus.code(of:)) ?? ExitStatus.partial)
    }
}

extension TargetRun {
    fileprivate var subject: String { isOneOfSeveral ? "job \(place)" : "job \(job.name)" }
}

extension SeedError {
    /// Of a job with several targets an error has to say which one it is about.
    fileprivate func naming(_ place: JobTarget) -> SeedError {
        var error = self
        let isOfJob = subject.isEmpty || subject == "job \(place.job)"
        error.subject = "job \(place)" + (isOfJob ? "" : ": \(subject)")
        return error
    }
}
