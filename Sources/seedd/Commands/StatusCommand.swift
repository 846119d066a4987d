import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd status`: how the jobs stand.
struct StatusCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show per job its last run and what is held.",
        discussion: "Read from the history in the targets, which knows the runs that wrote something.")

    @Argument(help: "Jobs; all of them by default.")
    var jobs: [String] = []

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        var status: [JobStatus] = []
        var failures: [SeedError] = []
        let chosen = try configuration.jobs(named: jobs)
        for job in chosen {
            for target in job.to {
                let reader = HistoryReader(
                    Connector(
                        environment: try configuration.environment(named: target), variables: context.variables,
                        applicationName: "seedd status", events: global.sink(context)))
                do {
                    status.append(try await reader.status(of: job.name))
                } catch {
                    guard error.code != .interrupted, chosen.count + job.to.count > 2 else { throw error }
                    failures.append(error)
                }
            }
        }
        try StatusReport(status, options: global.reportOptions(context)).write(global.format, to: context.output)
        for failure in failures { context.report(failure) }
        if !failures.isEmpty { throw ExitCode(ExitStatus.partial) }
    }
}
