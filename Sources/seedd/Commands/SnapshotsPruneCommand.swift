import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd snapshots prune`.
struct SnapshotsPruneCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Remove the snapshots that no rule of snapshots.keep keeps.",
        discussion: """
            Removes at once; --dry-run shows what would go, and why the others stay. Beyond snapshots.max_size the \
            oldest go as well, down to keep.last of each job. The newest of each job always stays.
            """)

    @Option(help: ArgumentHelp("Only snapshots of this job.", valueName: "name"))
    var job: String?

    @Flag(help: "Show what would be removed and remove nothing.")
    var dryRun = false

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&job, "JOB")
        variables.fill(&dryRun, "DRY_RUN")
    }

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let events = global.runSink(context, configuration)
        let store = configuration.store(context, events)
        let policy = configuration.snapshots.keep ?? Retention()
        if configuration.snapshots.keep == nil {
            context.errorOutput("snapshots.keep is not configured; its defaults apply: \(policy)\n")
        }
        if let job { try configuration.requireKnown(job: job, in: store) }
        let pruner = Pruner(store, policy: policy)
        let pruning = try dryRun ? pruner.plan(job: job) : pruner.prune(job: job)
        if !dryRun, !pruning.removed.isEmpty {
            events.receive(
                .snapshotsPruned(job: job, count: pruning.removed.count, freedBytes: pruning.freedBytes))
        }
        try PruningReport(pruning, isDryRun: dryRun, options: global.reportOptions(context))
            .write(global.format, to: context.output)
        if let failure = pruning.failure { throw failure }
        if let maxSize = configuration.snapshots.maxSize, pruning.keptBytes > maxSize {
            context.warn("\(store.directory) is larger than snapshots.max_size: \(ByteSize.rounded(pruning.keptBytes))")
        }
    }
}
