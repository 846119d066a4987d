import SeedEngine
import SeedModel

/// A person's walk through a plan at the terminal: tables and rows are shown, letters are read.
struct PlanReview {
    /// What is typed instead of a confirmation to begin one.
    static let command = "review"

    private let plan: Plan
    private let context: CommandContext
    private let text: ReviewText
    private let color: Bool
    /// Those with rows to decide about.
    private let tables: [TablePlan]

    init(_ plan: Plan, options: ReportOptions, _ context: CommandContext) {
        self.plan = plan
        self.context = context
        text = ReviewText(plan, options: options)
        color = options.color
        tables = plan.tables.filter { $0.rowsToChoose > 0 }
    }

    /// - Returns: the plan with what was left out and settled.
    /// - Throws: `refused` where the person quits, or goes away; `interrupted`.
    func walk() async throws -> Plan {
        var walk = ReviewWalk(rows: tables.map(\.rowsToChoose))
        var rows = ChangeCursor(.empty)
        while let question = walk.question {
            switch question {
            case .table(let index):
                let table = tables[index]
                rows = ChangeCursor(table.changes)
                context.errorOutput("\n" + (try text.table(table)))
                walk.answer(try await answer("Take these rows of \(Printable.escaped("\(table.target)"))?", .table))
            case .row(let row, let index):
                let table = tables[index]
                guard let change = try next(&rows) else {
                    throw SeedError(.invariant, "\(table.target)", "has fewer changes than its plan counts")
                }
                context.errorOutput("\n" + text.row(change, of: table))
                let isConflict = change.kind == .conflict
                let place = "(\(row + 1)/\(table.rowsToChoose))"
                let question = isConflict ? "Whose row is it to be, \(sides)?" : "Take this row?"
                walk.answer(try await answer("\(place) \(question)", isConflict ? .conflict : .row))
            }
        }
        guard !walk.hasQuit else { throw SeedError(.refused, plan.to, "was not confirmed; nothing was written") }
        let chosen = try plan.choosing(walk.choices, of: tables.map(\.target))
        context.errorOutput("\n" + ReviewText(chosen, options: text.options).summary)
        return chosen
    }

    private var sides: String { "\(Printable.escaped(plan.from))'s (s) or \(Printable.escaped(plan.to))'s (t)" }

    private func next(_ rows: inout ChangeCursor) throws -> Change? {
        while let change = try rows.next() {
            if change.isOpenToChoice { return change }
        }
        return nil
    }

    /// Asks until there is an answer that means something.
    private func answer(_ question: String, _ subject: ReviewAnswer.Subject) async throws -> ReviewAnswer {
        let prompt = StyledText("\(question) \(ReviewAnswer.letters(for: subject))", .heading).rendered(color: color)
        while true {
            let line = await context.ask(prompt + " ")
            // Nobody pressed Return: what is said next begins a line of its own.
            if line == nil { context.errorOutput("\n") }
            guard !Task.isCancelled else {
                throw SeedError(.interrupted, plan.to, "interrupted; nothing was written")
            }
            guard let line else {
                throw SeedError(.refused, plan.to, "was not confirmed; nothing was written")
            }
            if let answer = ReviewAnswer(line, to: subject), answer != .help { return answer }
            for help in ReviewAnswer.help(for: subject) { context.errorOutput("  \(help)\n") }
        }
    }
}
