import SeedEngine
import SeedModel

/// What `seedd plan` found out about its targets, for what is written of all of them at once.
struct PlanResults {
    typealias Planned = (saved: SavedPlan?, reviewed: ReviewedPlan)

    private(set) var plans: [Planned] = []
    private var failures: [PlanFailure] = []

    var differ: Bool { plans.contains { !$0.reviewed.plan.isEmpty } }

    /// Notes the plan that `body` returns, or why there is none.
    mutating func adding(_ run: TargetRun, _ body: () async throws -> Planned) async throws -> Planned {
        do {
            let plan = try await body()
            plans.append(plan)
            return plan
        } catch let error as SeedError {
            failures.append(
                PlanFailure(
                    job: run.job.name, from: run.job.from, to: run.target.name, message: error.description))
            throw error
        }
    }

    func write(_ format: ReportFormat, _ options: ReportOptions, to output: (String) throws -> Void) throws {
        switch format {
        case .markdown:
            let reports = plans.map { planned in
                var report = PlanReport(planned.reviewed.plan, options: options)
                report.refusals = planned.reviewed.refusals
                return report
            }
            try MarkdownReport(reports, failures: failures).write(to: output)
        case .html, .sql:
            throw SeedError(.unexpected, "--output \(format.rawValue)", "is not there yet")
        case .text, .json, .yaml: break
        }
    }
}
