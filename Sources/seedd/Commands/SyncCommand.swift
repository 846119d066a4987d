import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd sync`: plan, confirm, then snapshot, apply and verify in one transaction.
struct SyncCommand: LongCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Promote: plan, snapshot, apply and verify in one transaction.",
        discussion: """
            Shows the plan and asks. Without a terminal it is a dry run unless --apply is given; a protected environment \
            also needs --confirm with its name. Of several jobs, and of several targets of a job, each has its own \
            transaction: one that fails does not stop the others. The first job that failed in all of its targets is the \
            exit code; 3 is that of one that failed in some.
            """)

    static let formats = ReportFormat.common + [.markdown]

    @Argument(help: "Jobs to run.")
    var jobs: [String] = []

    @Flag(help: "All jobs of the configuration.")
    var all = false

    @Flag(name: .shortAndLong, help: "Go through the tables and rows of the plan, and choose among them.")
    var interactive = false

    @OptionGroup(title: "Confirmation")
    var confirmation: ConfirmationOptions

    @OptionGroup(title: "Selection")
    var selection: SelectionOptions

    @OptionGroup(title: "Progress")
    var progress: ProgressOptions

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        OptionVariables().fill(&all, "ALL")
        OptionVariables().fill(&interactive, "INTERACTIVE")
        if interactive, confirmation.apply || confirmation.yes {
            throw ValidationError("--interactive asks, and --apply and --yes answer: give one of them")
        }
        if all, !jobs.isEmpty { throw ValidationError("name jobs or give --all, not both") }
    }

    func run(_ context: CommandContext) async throws {
        guard !interactive || context.terminal.isInteractive else {
            throw SeedError(
                .usage, "sync", "--interactive needs a terminal with somebody at it",
                hint: "choose rows by --table, --only or --where")
        }
        let work = try JobSelection(jobs: jobs, selection, global, context)
        guard all || !jobs.isEmpty || work.jobs.count == 1 else {
            throw SeedError(
                .usage, "sync", "the configuration has \(work.jobs.count) jobs",
                hint: "name one (\(work.jobs.map(\.name).joined(separator: ", "))), or give --all")
        }
        let events = global.runSink(context, work.configuration)
        // What is sure to be refused keeps the jobs before it from being written.
        for run in work.runs {
            try await tellingFailure(ofRunOf: run.job.name, from: run.job.from, to: run.target.name, events) {
                try confirmation.requireConfirmable(
                    run.target, among: work.targets, unattended: run.job.unattended, context)
            }
        }
        var isPartial = false
        var visited = VisitedTargets()
        try await work.forEachTarget { run in
            let (report, isOver) = try await tellingFailure(
                ofRunOf: run.job.name, from: run.job.from, to: run.target.name, events
            ) { try await promote(run, &visited, work, context, events) }
            if isOver {
                report.plan.tellLeftOut(to: events)
                isPartial = isPartial || report.plan.leavesOut
            }
            return report.summary
        }
        if isPartial { throw ExitCode(ExitStatus.partial) }
    }

    /// - Returns: what was shown; `isOver` where it was carried out, or found to have nothing to write.
    private func promote(
        _ run: TargetRun, _ visited: inout VisitedTargets, _ work: JobSelection, _ context: CommandContext,
        _ events: any EventSink
    ) async throws -> (PlanReport, isOver: Bool) {
        let clock = ContinuousClock()
        let start = clock.now
        // Nobody looks at every row of a first copy that is applied without a question.
        let isDecided = confirmation.isDecided(context)
        let promotion = try work.promotion(run, streamsWholeTables: isDecided, events: events)
        try await visited.visit(run, promotion)
        if isDecided { try await promotion.requireWritableTarget() }
        let planned = try work.deciding(await promotion.plan())
        work.warnIfNothingIsSelected(by: planned)
        func elapsed() -> Int { Int(start.duration(to: clock.now) / .milliseconds(1)) }

        switch try await decide(about: planned, of: promotion, run, work, context, elapsed) {
        case .nothing(let plan, let isDecided):
            if isDecided {
                try await promotion.rememberReading(plan)
                events.receive(.ended(plan.finished(.unchanged, seconds: Double(elapsed()) / 1000)))
            }
            try work.show(plan, milliseconds: elapsed(), isEmptyRun: isDecided)
            return (PlanReport(plan), isOver: true)
        case .dryRun(let plan):
            try work.show(plan, milliseconds: elapsed())
            context.errorOutput("nothing was written: run it again with --apply\n")
            return (PlanReport(plan), isOver: false)
        case .write(let plan, let confirmed):
            let result = try await promotion.apply(plan, confirmed)
            work.configuration.pruneSnapshots(after: result, of: run.job.name, context, events)
            try work.show(plan, milliseconds: elapsed(), result: result)
            return (PlanReport(plan, result: result), isOver: true)
        }
    }
}
