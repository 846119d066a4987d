import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd check`: everything that can be known before a run.
struct CheckCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what would be in the way of a run. Reads no rows, writes nothing.",
        discussion: """
            Connects to the environments of the jobs and looks at versions, rights, keys, column types, triggers, \
            foreign keys and the snapshot directory. Every finding has a code and, where there is one, a remedy. \
            Exit code 1 if any is an error.
            """)

    @Argument(help: "Jobs; all of them by default.")
    var jobs: [String] = []

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let chosen = try configuration.jobs(named: jobs)
        let events = global.sink(context)
        let checker = Checker(
            configuration: configuration, store: configuration.store(context, events), variables: context.variables,
            runner: .current(version: Seedd.version), events: events)
        let report = CheckReport(
            try await checker.findings(for: chosen), options: global.reportOptions(context))
        try report.write(global.format, to: context.output)
        if report.errors > 0 { throw ExitCode(ExitStatus.code(of: .unexpected)) }
    }
}
