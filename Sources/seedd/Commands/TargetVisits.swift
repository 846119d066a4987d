import SeedEngine
import SeedModel

/// The targets of the jobs of one command line, which take their turns.
struct TargetVisits {
    let runs: [TargetRun]
    let global: GlobalOptions
    let context: CommandContext

    /// Calls `body` for each target of each job, one after the other; it returns in a line what came of it.
    ///
    /// One that fails keeps no other from its turn. Of jobs with several targets the output ends with a line each.
    func forEachTarget(_ body: (TargetRun) async throws -> String) async throws {
        var failures = JobFailures(context)
        var lines: [String] = []
        do {
            for run in runs {
                let result = try await failures.catching(of: run) { try await body(run) }
                guard run.isOneOfSeveral else { continue }
                if case .failure(let error) = result { try show(error, of: run) }
                lines.append("\(run.place): \(Self.summary(of: result, run.place))")
            }
        } catch let error as SeedError {
            // What was done before is done; of the rest it is told that it was not.
            for run in runs.dropFirst(failures.count) where run.isOneOfSeveral {
                let what = failures.hasBegun(run) ? "interrupted" : "not begun"
                try show(SeedError(.interrupted, "job \(run.place)", what), of: run)
                lines.append("\(run.place): \(what)")
            }
            try showSummary(lines)
            throw error
        }
        try showSummary(lines)
        try failures.finish()
    }

    /// Text has the error on standard error and in the summary.
    private func show(_ error: SeedError, of run: TargetRun) throws {
        try TargetFailureReport(
            job: run.job.name, from: run.job.from, to: run.target.name, error: error,
            exitCode: ExitStatus.code(of: error.code), options: global.reportOptions(context)
        ).write(global.format, to: context.output)
    }

    private static func summary(of result: Result<String, SeedError>, _ place: JobTarget) -> String {
        switch result {
        case .success(let verdict): return verdict
        case .failure(let error):
            // Its line says already which target it is about.
            let text = error.description.replacing("job \(place): ", with: "", maxReplacements: 1)
            let lines = text.split(whereSeparator: \.isNewline).joined(separator: "; ")
            return "failed (\(ExitStatus.code(of: error.code))): \(lines)"
        }
    }

    private func showSummary(_ lines: [String]) throws {
        guard global.format == .text, !global.quiet, !lines.isEmpty else { return }
        try context.output("\n" + lines.map { Printable.escaped($0) + "\n" }.joined())
    }
}
