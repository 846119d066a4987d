import ArgumentParser
import Dispatch
import SeedEngine
import SeedModel
import Synchronization

extension StatusCommand {
    private final class Interest: Sendable {
        let isOver = Atomic(false)
    }

    /// Shows runs as they end; an interruption is the end that is expected.
    func follow(_ jobs: [Job], _ journal: JournalHistory, _ context: CommandContext) async throws {
        let places = jobs.flatMap { job in job.to.map { JobTarget(job: job.name, to: $0) } }
        let options = global.reportOptions(context)
        let interest = Interest()
        // On a thread of its own: the library waits for the journal, and the tasks' threads are few.
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                DispatchQueue.global().async {
                    continuation.resume(
                        with: Result {
                            try journal.follow(places, until: { interest.isOver.load(ordering: .relaxed) }) { run in
                                try EndedRunReport(run, options: options).write(global.format, to: context.output)
                            }
                        })
                }
            }
        } onCancel: {
            interest.isOver.store(true, ordering: .relaxed)
        }
        throw ExitCode(ExitStatus.code(of: .interrupted))
    }
}
