import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd release`: lifts the holds a rollback left.
struct ReleaseCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Lift the holds a rollback left, so that the rows are promoted again.",
        discussion: """
            Writes no row of a table itself: the next sync does. Acts at once, but with --dry-run.
            """)

    @Argument(help: "The job whose rows are held.")
    var job: String

    @Option(
        help: ArgumentHelp("Only rows of this key; repeatable. \\, is a comma in a value.", valueName: "column=a,b"))
    var only: [String] = []

    @Option(help: ArgumentHelp("Only this table, or these by a glob; repeatable.", valueName: "name"))
    var table: [String] = []

    @Option(
        help: ArgumentHelp("Which target environment; another one than the job's, or one of several.", valueName: "env")
    )
    var to: String?

    @Flag(help: "Show what is held and lift nothing.")
    var dryRun = false

    @Flag(help: "Accepted for symmetry: nothing has to be confirmed.")
    var apply = false

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&only, "ONLY")
        variables.fill(&table, "TABLE")
        variables.fill(&to, "TO")
        variables.fill(&dryRun, "DRY_RUN")
        variables.fill(&apply, "APPLY")
        try OnlyOption.validate(only)
    }

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let configured = configuration.jobs.first { $0.name == job }
        // Holds of a job that is not configured any more are found where --to says.
        let target = try configuration.environment(named: to ?? onlyTarget(configuration))
        let events = global.runSink(context, configuration)
        var selection = HoldRelease.Selection()
        selection.tables = table
        selection.only = OnlyOption.parse(only)
        let release = HoldRelease(
            job: job, rules: configured?.tables ?? [], selection: selection,
            connector: Connector(
                environment: target, variables: context.variables, applicationName: "seedd release", events: events),
            events: events)
        let released = try await release.release(dryRun: dryRun)
        if released.standing == 0 { _ = try configuration.job(named: job) }
        let report = ReleaseReport(
            job: job, environment: target.name, released: released, isDryRun: dryRun,
            options: global.reportOptions(context))
        try report.write(global.format, to: context.output)
    }

    private func onlyTarget(_ configuration: SeedModel.Configuration) throws(SeedError) -> String {
        let targets = try configuration.job(named: job).to
        guard targets.count == 1 else {
            throw SeedError(
                .usage, "job \(job)", "has \(targets.count) targets: \(targets.joined(separator: ", "))",
                hint: "say in which of them the holds are lifted: --to ENV")
        }
        return targets[0]
    }
}
