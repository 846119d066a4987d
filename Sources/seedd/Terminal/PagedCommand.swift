import SeedEngine

/// A command whose results a person may want to scroll through.
protocol PagedCommand: ContextCommand {
    var global: GlobalOptions { get }
}

extension PagedCommand {
    /// Runs it; at a terminal what is longer than the screen is shown by a pager.
    func runPaged(_ context: CommandContext) async throws {
        guard global.format == .text, !global.noPager, let columns = context.terminal.width,
            let lines = context.terminal.height, let program = PagerProgram(context.variables)
        else { return try await runShowingProgress(context) { $0 } }
        let output = PagedOutput(program, ScreenSize(columns: columns, lines: lines), context)
        do {
            try await runShowingProgress(context) { output.holding($0) }
        } catch {
            try await output.finish()
            throw error
        }
        try await output.finish()
    }

    private func runShowingProgress(
        _ context: CommandContext, _ holding: (CommandContext) -> CommandContext
    ) async throws {
        guard let long = self as? any LongCommand else { return try await run(holding(context)) }
        try await long.runShowingProgress(context, holding)
    }
}
