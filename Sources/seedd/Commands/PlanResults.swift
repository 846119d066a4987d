import SeedEngine
import SeedModel

/// What `seedd plan` found out about its targets, for what is written of all of them at once.
struct PlanResults {
    private(set) var plans: [PlannedTarget] = []
    private var failures: [PlanFailure] = []

    var differ: Bool { plans.contains { !$0.reviewed.plan.isEmpty } }

    /// Notes the plan that `body` returns, or why there is none.
    mutating func adding(_ run: TargetRun, _ body: () async throws -> PlannedTarget) async throws -> PlannedTarget {
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

    func write(_ format: ReportFormat, _ options: ReportOptions, to output: @escaping (String) throws -> Void) throws {
        switch format {
        case .markdown:
            let reports = plans.map { planned in
                var report = PlanReport(planned.reviewed.plan, options: options)
                report.refusals = planned.reviewed.refusals
                return report
            }
            try MarkdownReport(reports, failures: failures).write(to: output)
        case .html: try writePage(limit: options.limit, to: output)
        case .sql: try writeScript(to: output)
        case .text, .json, .yaml: break
        }
    }

    func writePage(limit: Int?, to output: (String) throws -> Void) throws {
        try HTMLReport(plans.map(\.reviewed), version: Seedd.version, limit: limit).write(to: output)
    }

    /// Of one plan: a script is for one database, and one transaction.
    func writeScript(to output: @escaping (String) throws -> Void) throws {
        guard let planned = plans.first, plans.count == 1, let database = planned.database else { return }
        try SQLScript(planned.reviewed, target: database, version: Seedd.version).write(to: output)
    }
}
