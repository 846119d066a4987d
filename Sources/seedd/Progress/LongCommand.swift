/// A command whose work may take long enough for somebody to wonder how far it is.
protocol LongCommand: ContextCommand {
    var progress: ProgressOptions { get }
}

extension LongCommand {
    /// Runs it, with its progress shown as far as that is wanted.
    func runShowingProgress(_ context: CommandContext) async throws {
        guard let form = progress.form(global, context) else { return try await run(context) }
        try await ProgressDisplay(form, context).showing { try await run($0) }
    }
}
