import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd plan`: what would change, and nothing else.
struct PlanCommand: LongCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what would change. Writes nothing, takes no lock.")

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
        var differs = false
        var visited = VisitedTargets()
        var plans: [(saved: SavedPlan?, reviewed: ReviewedPlan)] = []
        do {
            try await work.forEachTarget { run in
                let planned = try await showPlan(of: run, &visited, work, context)
                plans.append(planned)
                differs = differs || !planned.reviewed.plan.isEmpty
                return PlanReport(planned.reviewed.plan).verdict
            }
        } catch {
            if !files.isEmpty { context.errorOutput("no file was written: not everything could be planned\n") }
            throw error
        }
        try files.write(plans, context)
        if detailedExitcode, differs { throw ExitCode(ExitStatus.differences) }
    }

    private func showPlan(
        of run: TargetRun, _ visited: inout VisitedTargets, _ work: JobSelection, _ context: CommandContext
    ) async throws -> (saved: SavedPlan?, reviewed: ReviewedPlan) {
        let clock = ContinuousClock()
        let start = clock.now
        let events = global.sink(context)
        let promotion = try work.promotion(run, streamsWholeTables: false, events: events)
        try await visited.visit(run, promotion)
        let plan = try await promotion.plan()
        work.warnIfNothingIsSelected(by: plan)
        let refusals = promotion.guardViolations(plan) + (try await promotion.brokenReferences(plan))
        work.warn(ofRefusals: refusals)
        try work.show(plan, milliseconds: Int(start.duration(to: clock.now) / .milliseconds(1)))
        plan.tellLeftOut(to: events)
        return (
            files.out == nil ? nil : try await promotion.saved(plan),
            ReviewedPlan(
                plan: plan, refusals: refusals, createdAt: .now, isProtected: promotion.target.isProtected)
        )
    }
}
