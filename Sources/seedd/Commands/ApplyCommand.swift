import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd apply`: carries out a saved plan, exactly.
struct ApplyCommand: LongCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Apply a plan that `seedd plan --out` has saved.",
        discussion: """
            The plan is a decision: it is asked about only at a terminal, and a protected environment needs --confirm with \
            its name. Every row it touches is looked at under lock; if one has changed since, nothing is written, unless \
            --skip-stale leaves such rows as they are and applies the rest (exit code 3). A plan that was made for another \
            database, another definition of its job or by another version is refused. The source is not asked.
            """)

    static let formats = ReportFormat.common + [.markdown]

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Flag(help: "Leave rows that have changed since the plan was made, and apply the rest.")
    var skipStale = false

    @Flag(help: "Don't ask at the terminal (protected environments still need --confirm).")
    var yes = false

    @Option(
        help: ArgumentHelp("The name of the protected environment to be written; repeatable.", valueName: "env"))
    var confirm: [String] = []

    @Option(help: ArgumentHelp("How long to wait for a lock, as 5s.", valueName: "time"))
    var lockTimeout: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Rows shown per table, 0 for all.", valueName: "n"))
    var limit: Int?

    @OptionGroup(title: "Progress")
    var progress: ProgressOptions

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&skipStale, "SKIP_STALE")
        variables.fill(&yes, "YES")
        variables.fill(&confirm, "CONFIRM")
        variables.fill(&lockTimeout, "LOCK_TIMEOUT")
        try variables.fill(&limit, "LIMIT")
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or a positive number") }
        if let lockTimeout, Interval(lockTimeout) == nil {
            throw ValidationError("--lock-timeout takes a time such as 5s")
        }
    }

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let saved = try SavedPlans.read(context.path(file), version: Seedd.version)
        let runs = try saved.entries.map { try run(of: $0.plan, configuration) }
        let events = global.runSink(context, configuration)
        for run in runs {
            try await tellingFailure(ofRunOf: run.job.name, from: run.job.from, to: run.target.name, events) {
                try confirmation(context).requireConfirmable(
                    run.target, among: runs.map(\.target.name), unattended: false, context)
            }
        }
        var isPartial = false
        var entries = saved.entries[...]
        try await TargetVisits(runs: runs, global: global, context: context).forEachTarget { run in
            guard let entry = entries.popFirst() else { return "" }
            let promotion = SavedPromotion(
                entry, job: run.job, target: run.target, skipsStale: skipStale, variables: context.variables,
                snapshotter: configuration.snapshotter(context, events), runner: .current(version: Seedd.version),
                events: events)
            let report = try await tellingFailure(
                ofRunOf: run.job.name, from: run.job.from, to: run.target.name, events
            ) {
                let application = PlanApplication(
                    promotion: promotion, saved: saved, confirmation: confirmation(context),
                    targets: runs.map(\.target.name), limit: limit, global: global, context: context)
                return try await application.perform(configuration, events)
            }
            isPartial = isPartial || report.plan.leavesOut
            return report.summary
        }
        if isPartial { throw ExitCode(ExitStatus.partial) }
    }

    /// The job as it is configured now, between the environments of the plan.
    private func run(of plan: SavedPlan, _ configuration: SeedModel.Configuration) throws -> TargetRun {
        var job = try configuration.job(named: plan.job)
        job.from = plan.from
        var target = try configuration.environment(named: plan.to)
        if let timeout = lockTimeout.flatMap({ Interval($0) }) { target.lockTimeout = timeout }
        return TargetRun(job: job, target: target)
    }

    /// A saved plan is the decision that elsewhere `--apply` is; a person at a terminal is asked all the same.
    private func confirmation(_ context: CommandContext) -> ConfirmationOptions {
        var options = ConfirmationOptions()
        options.apply = !context.terminal.isInteractive
        options.yes = yes
        options.confirm = confirm
        return options
    }
}
