import ArgumentParser
import SeedEngine

/// `seedd snapshots list`.
struct SnapshotsListCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the snapshots, newest first; damaged ones with the reason.")

    @Option(help: ArgumentHelp("Only snapshots of this job.", valueName: "name"))
    var job: String?

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws { OptionVariables().fill(&job, "JOB") }

    func run(_ context: CommandContext) async throws {
        let store = try global.load(context).store(context, global.sink(context))
        let entries = try store.list().filter { job == nil || $0.manifest?.job == job }
        if entries.isEmpty { context.errorOutput("no snapshots in \(store.directory)\n") }
        try SnapshotsReport(entries, options: global.reportOptions(context)).write(global.format, to: context.output)
    }
}
