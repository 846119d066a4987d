import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd plan`: what would change, and nothing else.
struct PlanCommand: LongCommand, PagedCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what would change. Writes nothing, takes no lock.")

    @Argument(help: "Jobs; all of them by default.")
    var jobs: [String] = []

    @OptionGroup(title: "Selection")
    var selection: SelectionOptions

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
        try await work.forEachTarget { run in
            let plan = try await showPlan(of: run, &visited, work, context)
            differs = differs || !plan.isEmpty
            return PlanReport(plan).verdict
        }
        if detailedExitcode, differs { throw ExitCode(ExitStatus.differences) }
    }

    private func showPlan(
        of run: TargetRun, _ visited: inout VisitedTargets, _ work: JobSelection, _ context: CommandContext
    ) async throws -> Plan {
        let clock = ContinuousClock()
        let start = clock.now
        let events = global.sink(context)
        let promotion = try work.promotion(run, streamsWholeTables: false, events: events)
        try await visited.visit(run, promotion)
        let plan = try await promotion.plan()
        work.warnIfNothingIsSelected(by: plan)
        work.warn(ofRefusals: promotion.guardViolations(plan) + (try await promotion.brokenReferences(plan)))
        try work.show(plan, milliseconds: Int(start.duration(to: clock.now) / .milliseconds(1)))
        plan.tellLeftOut(to: events)
        return plan
    }
}
