import ArgumentParser
import SeedEngine
import SeedModel

/// How a write is allowed.
struct ConfirmationOptions: ParsableArguments {
    @Flag(help: "Write. Without it nothing is written, unless confirmed at the terminal.")
    var apply = false

    @Flag(help: "Answer yes to the question at the terminal (protected environments still need --confirm).")
    var yes = false

    @Option(
        help: ArgumentHelp("The name of the protected environment to be written; repeatable.", valueName: "env"))
    var confirm: [String] = []

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&apply, "APPLY")
        variables.fill(&yes, "YES")
        variables.fill(&confirm, "CONFIRM")
    }

    /// Whether it is decided before there is a plan to look at. `--yes` answers a question, and where nobody can be asked
    /// there is none.
    func isDecided(_ context: CommandContext) -> Bool { apply || (yes && context.terminal.isInteractive) }

    /// Refuses what no plan and no answer can make right, before anything is read or written.
    ///
    /// - Throws: `refused`: another environment was confirmed, or a protected one is to be written where nobody can be
    ///   asked.
    func requireConfirmable(
        _ target: Environment, among targets: [String], unattended: Bool, _ context: CommandContext
    ) throws {
        let isOther = confirm.contains { !targets.contains($0) }
        guard context.terminal.isInteractive ? isOther : apply else { return }
        try Confirmation(
            environment: target.name, isProtected: target.isProtected, apply: apply,
            confirmed: named(for: target, among: targets), unattended: unattended
        ).verify()
    }

    /// What `--confirm` says about one of the `targets` of a command: its name, else one that none of them has.
    private func named(for target: Environment, among targets: [String]) -> String? {
        confirm.first { !targets.contains($0) } ?? confirm.first { $0 == target.name }
    }

    /// What was said so far; asks a person where one is there and it is still needed.
    ///
    /// `show` shows the plan, just before it is asked about. Where a review is offered, the answer may be
    /// `PlanReview.command`.
    /// - Returns: nil for a dry run: nothing was asked for, and nobody is there to ask.
    func confirmation(
        for target: Environment, among targets: [String], unattended: Bool, offersReview: Bool = false,
        _ context: CommandContext, beforeAsking show: () throws -> Void
    ) async throws -> Confirmation? {
        let isInteractive = context.terminal.isInteractive
        var confirmation = Confirmation(
            environment: target.name, isProtected: target.isProtected, apply: isDecided(context),
            confirmed: named(for: target, among: targets), unattended: unattended)
        if confirmation.isSettled { return confirmation }
        guard isInteractive else {
            guard apply else { return nil }
            return confirmation
        }
        if confirmation.confirmed.map({ $0 != target.name }) ?? false { try confirmation.verify() }
        try show()
        let question =
            target.isProtected
            ? "\(target.name) is protected. Type its name to write to it: "
            : "Write this to \(target.name)? Only yes will do: "
        if offersReview {
            context.errorOutput("Type \(PlanReview.command) to go through the tables and rows and choose among them.\n")
        }
        confirmation.answer = await context.ask(question)
        // Nobody pressed Return: what is said next begins a line of its own.
        if confirmation.answer == nil { context.errorOutput("\n") }
        guard !Task.isCancelled else {
            throw SeedError(.interrupted, target.name, "interrupted; nothing was written")
        }
        return confirmation
    }
}
