import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd plan`: what would change, and nothing else.
struct PlanCommand: LongCommand, PagedCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what would change. Writes nothing, takes no lock.")

    static let formats = ReportFormat.allCases

    @Argument(help: "Jobs; all of them by default.")
    var jobs: [String] = []

    @OptionGroup(title: "Selection")
    var selection: SelectionOptions

    @OptionGroup(title: "Files")
    var files: PlanFileOptions

    @Flag(help: "Exit with 2 if there are differences.")
    var detailedExitcode = false

    @OptionGroup(title: "Progress")
    var progress: ProgressOptions

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws { OptionVariables().fill(&detailedExitcode, "DETAILED_EXITCODE") }

    func run(_ context: CommandContext) async throws {
        let work = try JobSelection(jobs: jobs, selection, global, context)
        try files.requireReplaceable(context)
        guard !wantsScript || work.runs.count == 1 else {
            throw SeedError(
                .usage, "plan", "a script is for one database, and there are \(work.runs.count) plans to make",
                hint: "name one job, and one of its targets with --to")
        }
        var visited = VisitedTargets()
        var results = PlanResults()
        do {
            try await work.forEachTarget { run in
                let planned = try await results.adding(run) { try await showPlan(of: run, &visited, work, context) }
                return PlanReport(planned.reviewed.plan).verdict
            }
        } catch {
            if !files.isEmpty { context.errorOutput("no file was written: not everything could be planned\n") }
            // Of what is shown together those that could be planned are worth having.
            if error is ExitCode { try show(results, context) }
            throw error
        }
        try show(results, context)
        try files.write(results, limit: selection.limit, context)
        if detailedExitcode, results.differ { throw ExitCode(ExitStatus.differences) }
    }

    private func show(_ results: PlanResults, _ context: CommandContext) throws {
        guard global.format.isOfSeveralPlans else { return }
        let options = global.reportOptions(context, limit: selection.limit)
        try results.write(global.format, options, to: context.output)
    }

    private func showPlan(
        of run: TargetRun, _ visited: inout VisitedTargets, _ work: JobSelection, _ context: CommandContext
    ) async throws -> PlannedTarget {
        let clock = ContinuousClock()
        let start = clock.now
        let events = global.sink(context)
        let promotion = try work.promotion(run, streamsWholeTables: false, events: events)
        try await visited.visit(run, promotion)
        let plan = try work.deciding(await promotion.plan())
        work.warnIfNothingIsSelected(by: plan)
        let refusals = promotion.guardViolations(plan) + (try await promotion.brokenReferences(plan))
        work.warn(ofRefusals: refusals)
        if !global.format.isOfSeveralPlans {
            let elapsed = Int(start.duration(to: clock.now) / .milliseconds(1))
            try work.show(plan, milliseconds: elapsed, refusals: refusals)
        }
        plan.tellLeftOut(to: events)
        let reviewed = ReviewedPlan(
            plan: plan, refusals: refusals, createdAt: .now, isProtected: promotion.target.isProtected)
        var planned = PlannedTarget(reviewed: reviewed)
        if files.out != nil { planned.saved = try await promotion.saved(plan) }
        if wantsScript { planned.database = try await promotion.targetIdentity() }
        return planned
    }

    private var wantsScript: Bool { files.sql != nil || global.format == .sql }
}
