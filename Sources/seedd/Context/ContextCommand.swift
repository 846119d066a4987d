import ArgumentParser

/// A command whose work needs nothing but its options and a context, so that tests run it in their own process.
protocol ContextCommand: AsyncParsableCommand {
    func run(_ context: CommandContext) async throws
}

extension ContextCommand {
    func run() async throws { try await run(.process()) }
}
