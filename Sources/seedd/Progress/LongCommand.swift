/// A command whose work may take long enough for somebody to wonder how far it is.
protocol LongCommand: ContextCommand {
    var progress: ProgressOptions { get }
}

extension LongCommand {
    /// Runs it, with its progress shown as far as that is wanted.
    ///
    /// `prepare` has the last word about where it writes.
    func runShowingProgress(
        _ context: CommandContext, _ prepare: (CommandContext) -> CommandContext = { $0 }
    ) async throws {
        guard let form = progress.form(global, context) else { return try await run(prepare(context)) }
        try await ProgressDisplay(form, context).showing { try await run(prepare($0)) }
    }
}
