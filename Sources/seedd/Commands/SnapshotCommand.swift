import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd snapshot`: takes a snapshot now.
struct SnapshotCommand: LongCommand {
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

    @OptionGroup(title: "Progress")
    var progress: ProgressOptions

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&to, "TO")
        variables.fill(&table, "TABLE")
    }

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let runs = try configuration.targetRuns(of: configuration.jobs(named: jobs), to: to)
        var taken: [RequestedSnapshot] = []
        do {
            try await take(runs, configuration, into: &taken, context)
        } catch {
            // Those that were taken are there, whatever became of the others.
            try write(taken, context)
            throw error
        }
        try write(taken, context)
    }

    private func take(
        _ runs: [TargetRun], _ configuration: SeedModel.Configuration, into taken: inout [RequestedSnapshot],
        _ context: CommandContext
    ) async throws {
        let events = global.runSink(context, configuration)
        let snapshotter = configuration.snapshotter(context, events)
        var failures = JobFailures(context)
        for run in runs {
            let request = SnapshotRequest(
                job: run.job, target: run.target, tables: table, variables: context.variables,
                snapshotter: snapshotter, runner: .current(version: Seedd.version), events: events)
            let result = try await failures.catching(of: run) {
                try await tellingFailure(of: run.job.name, to: events) { try await request.take() }
            }
            guard case .success(let snapshot) = result else { continue }
            taken.append(snapshot)
            guard global.format == .text else { continue }
            try RequestedSnapshotReport([snapshot], options: global.reportOptions(context))
                .write(.text, to: context.output)
        }
        try failures.finish()
    }

    /// The one document of all snapshots; lines of text were written as they came.
    private func write(_ taken: [RequestedSnapshot], _ context: CommandContext) throws {
        guard global.format != .text else { return }
        try RequestedSnapshotReport(taken, options: global.reportOptions(context))
            .write(global.format, to: context.output)
    }
}
