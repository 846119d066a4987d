import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd snapshot`: takes a snapshot now.
struct SnapshotCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Take a snapshot now. Where nothing changed since the last one, none is taken.",
        discussion: """
            Reads the tables of the job in its target as they are at one moment, and keeps nobody from writing. Tables that \
            changed little since an earlier snapshot are stored as what changed.
            """)

    @Argument(help: "Jobs whose tables are saved; all of them without a name.")
    var jobs: [String] = []

    @Option(help: ArgumentHelp("Target environment instead of the job's.", valueName: "env"))
    var to: String?

    @Option(help: ArgumentHelp("Only this table of the job, or these by a glob; repeatable.", valueName: "name"))
    var table: [String] = []

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&to, "TO")
        variables.fill(&table, "TABLE")
    }

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let events = global.runSink(context, configuration)
        let snapshotter = configuration.snapshotter(context, events)
        var taken: [RequestedSnapshot] = []
        for job in try configuration.jobs(named: jobs) {
            for name in to.map({ [$0] }) ?? job.to {
                let request = SnapshotRequest(
                    job: job, target: try configuration.environment(named: name), tables: table,
                    variables: context.variables, snapshotter: snapshotter, runner: .current(version: Seedd.version),
                    events: events)
                let snapshot = try await tellingFailure(of: job.name, to: events) { try await request.take() }
                taken.append(snapshot)
                guard global.format == .text else { continue }
                try RequestedSnapshotReport([snapshot], options: global.reportOptions(context))
                    .write(.text, to: context.output)
            }
        }
        guard global.format != .text else { return }
        try RequestedSnapshotReport(taken, options: global.reportOptions(context))
            .write(global.format, to: context.output)
    }
}
