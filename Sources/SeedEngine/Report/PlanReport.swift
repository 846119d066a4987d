package import SeedModel

/// What a person or a script sees of a plan, and after it was applied of the run.
///
/// Changes are read from the plan's log one at a time and written at once, so memory does not grow with the plan.
package struct PlanReport {
    package var plan: Plan
    package var options: ReportOptions
    /// Time planning took; a run's own time replaces it.
    package var durationMs: Int
    /// Set once the plan was applied.
    package var result: RunResult?
    /// It was decided to apply the plan, and nothing in it had to be written: to a script that is a run, without an id.
    package var isEmptyRun = false
    /// When the plan was made, where that is known.
    package var createdAt: UTCTime?
    /// What a run of the plan would be refused for.
    package var refusals: [Finding] = []
    /// Set where the plan is no plan but what differs between two states.
    package var difference: Difference?

    package init(_ plan: Plan, options: ReportOptions = ReportOptions(), durationMs: Int = 0, result: RunResult? = nil)
    {
        self.plan = plan
        self.options = options
        self.durationMs = durationMs
        self.result = result
    }

    package init(_ difference: Difference, options: ReportOptions = ReportOptions(), durationMs: Int = 0) {
        self.init(difference.plan, options: options, durationMs: durationMs)
        self.difference = difference
    }

    /// Writes the report; an error of `output` (a closed pipe) stops it at once and is passed on.
    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        switch format {
        case .text: try PlanText(report: self).write(to: output)
        case .json: try PlanDocument(report: self).write(.json, to: output)
        case .yaml: try PlanDocument(report: self).write(.yaml, to: output)
        case .markdown: try MarkdownReport([self]).write(to: output)
        case .html, .sql:
            throw SeedError(.invariant, "report", "\(format.rawValue) is written of several plans at once")
        }
    }

    /// The last line of a text report.
    package var verdict: String {
        if difference != nil { return Verdict.difference(plan.counts, tables: plan.tables.count) }
        guard let result else { return Verdict.plan(plan.counts, tables: plan.tables.count) }
        return Verdict.run(result.counts, tables: plan.tables.count)
    }

    /// All of it in one line.
    package var summary: String {
        verdict + (result?.snapshot.map { ", undo with: seedd rollback \($0)" } ?? "")
    }
}
