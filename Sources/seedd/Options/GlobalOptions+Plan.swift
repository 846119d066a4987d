import SeedEngine
import SeedModel

extension GlobalOptions {
    /// A plan, or with `result` a run, in the format that was asked for; `title` is the first line of the text.
    /// `isEmptyRun`: it was decided to write, and nothing had to be.
    func show(
        _ plan: Plan, title: String, limit: Int?, milliseconds: Int, result: RunResult? = nil,
        isEmptyRun: Bool = false, refusals: [Finding] = [], _ context: CommandContext
    ) throws {
        if format == .text, !quiet { try context.output(title + "\n") }
        let options = reportOptions(context, limit: limit)
        var report = PlanReport(plan, options: options, durationMs: milliseconds, result: result)
        report.isEmptyRun = isEmptyRun
        report.refusals = refusals
        report.createdAt = .now
        try report.write(format, to: context.output)
    }

    /// The plan for the person who is asked about it. Where standard output is for one document, that of the run, the
    /// person reads it beside the question.
    func showBeforeAsking(
        _ plan: Plan, title: String, limit: Int?, milliseconds: Int, _ context: CommandContext
    ) throws {
        guard format != .text else {
            return try show(plan, title: title, limit: limit, milliseconds: milliseconds, context)
        }
        context.errorOutput(title + "\n")
        try PlanReport(plan, options: questionOptions(context, limit: limit), durationMs: milliseconds)
            .write(.text, to: context.errorOutput)
    }
}
