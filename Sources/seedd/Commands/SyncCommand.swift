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
        if all, !jobs.isEmpty { throw ValidationError("name jobs or give --all, not both") }
    }

    func run(_ context: CommandContext) async throws {
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
        let plan = try work.deciding(await promotion.plan())
        work.warnIfNothingIsSelected(by: plan)
        func elapsed() -> Int { Int(start.duration(to: clock.now) / .milliseconds(1)) }

        if let refusal = promotion.refusal(of: plan) {
            if global.format == .text { try work.show(plan, milliseconds: elapsed()) }
            throw refusal
        }
        guard !plan.isEmpty else {
            if isDecided {
                try await promotion.rememberReading(plan)
                events.receive(.ended(plan.finished(.unchanged, seconds: Double(elapsed()) / 1000)))
            }
            try work.show(plan, milliseconds: elapsed(), isEmptyRun: isDecided)
            return (PlanReport(plan), isOver: true)
        }
        if !isDecided { work.warn(ofRefusals: try await promotion.brokenReferences(plan)) }
        let confirmed = try await confirmation.confirmation(
            for: run.target, among: work.targets, unattended: run.job.unattended, context
        ) { try work.showBeforeAsking(plan, milliseconds: elapsed()) }
        guard let confirmed else {
            try work.show(plan, milliseconds: elapsed())
            context.errorOutput("nothing was written: run it again with --apply\n")
            return (PlanReport(plan), isOver: false)
        }
        try confirmed.verify()
        let result = try await promotion.apply(plan, confirmed)
        work.configuration.pruneSnapshots(after: result, of: run.job.name, context, events)
        try work.show(plan, milliseconds: elapsed(), result: result)
        return (PlanReport(plan, result: result), isOver: true)
    }
}
