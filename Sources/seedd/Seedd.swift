import ArgumentParser
import Postgres
import SeedEngine
import SeedModel

#if canImport(Glibc)
    import Glibc
#endif

/// `seedd`, the root of the command tree.
@main
struct Seedd: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "seedd",
        abstract:
            "Promotes configuration and reference data between PostgreSQL databases: planned, transactional, reversible.",
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Set up", subcommands: [InitCommand.self, CheckCommand.self, ConfigCommand.self]),
            CommandGroup(name: "Promote", subcommands: [PlanCommand.self, ApplyCommand.self, SyncCommand.self]),
            CommandGroup(
                name: "Undo",
                subcommands: [SnapshotCommand.self, SnapshotsCommand.self, RollbackCommand.self, ReleaseCommand.self]),
            CommandGroup(name: "Operate", subcommands: [RunCommand.self, ReloadCommand.self, UnitsCommand.self]),
            CommandGroup(name: "Look back", subcommands: [StatusCommand.self, HistoryCommand.self]),
        ])

    static func main() async {
        let context = CommandContext.process()
        LibpqEnvironment.dropOverrides(from: context.variables)
        let code = await SignalHandling.cancelling(context.signals) {
            await run(arguments: Array(CommandLine.arguments.dropFirst()), context)
        } beforeEnding: {
            context.screen.eraseUnlessBusy(with: context.errorOutput)
        }
        Glibc.exit(code)
    }

    /// Parses and runs one command line; returns its exit code.
    static func run(arguments: [String], _ context: CommandContext) async -> Int32 {
        do {
            var command = try OptionVariables.$variables.withValue(context.variables) {
                try parseAsRoot(arguments)
            }
            try (command as? any ContextCommand)?.requireFormat()
            switch command {
            case let paged as any PagedCommand: try await paged.runPaged(context)
            case let long as any LongCommand: try await long.runShowingProgress(context)
            case let runnable as any ContextCommand: try await runnable.run(context)
            default: try command.run()
            }
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        } catch let error as SeedError {
            context.report(error)
            return ExitStatus.code(of: error.code)
        } catch is ClosedOutput {
            return 0
        } catch {
            return reportUsage(error, context)
        }
    }

    /// Help and version are no errors; what ArgumentParser refuses is a usage error.
    private static func reportUsage(_ error: any Error, _ context: CommandContext) -> Int32 {
        let text = fullMessage(for: error)
        guard exitCode(for: error) != .success else {
            try? context.output(text + "\n")
            return 0
        }
        context.errorOutput(text + "\n")
        return ExitStatus.code(of: .usage)
    }
}
