import ArgumentParser
import SeedEngine
import SeedModel

/// A command whose work needs nothing but its options and a context, so that tests run it in their own process.
protocol ContextCommand: AsyncParsableCommand {
    /// What `--output` may be.
    static var formats: [ReportFormat] { get }

    var global: GlobalOptions { get }

    func run(_ context: CommandContext) async throws
}

extension ContextCommand {
    static var formats: [ReportFormat] { ReportFormat.common }

    func run() async throws { try await run(.process()) }

    /// - Throws: `usage` where the results can't be shown in the format that was asked for.
    func requireFormat() throws(SeedError) {
        guard !Self.formats.contains(global.format) else { return }
        throw SeedError(
            .usage, "--output \(global.format.rawValue)",
            "is nothing that `\(Self.configuration.commandName ?? "seedd")` can show",
            hint: "name one of \(Self.formats.map(\.rawValue).joined(separator: ", "))")
    }
}
