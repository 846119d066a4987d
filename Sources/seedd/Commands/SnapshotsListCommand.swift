import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd snapshots list`.
struct SnapshotsListCommand: PagedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the snapshots, newest first; damaged ones with the reason.")

    /// What is written after `snapshots` and is none of its commands comes here, to its default.
    @Argument(help: ArgumentHelp("Refused.", visibility: .hidden))
    var unexpected: [String] = []

    @OptionGroup(title: "Filter")
    var filter: SnapshotFilterOptions

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func validate() throws {
        guard let first = unexpected.first else { return }
        let names = SnapshotsCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        throw ValidationError(
            "\(Printable.quoted(first)) is no command of snapshots; there are \(names.joined(separator: ", "))")
    }

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let store = configuration.store(context, global.sink(context))
        if let job = filter.job { try configuration.requireKnown(job: job, in: store) }
        if let environment = filter.environment {
            try configuration.requireKnown(environment: environment, in: store)
        }
        let all = try store.list()
        let entries = filter.filter(now: .now).apply(to: all)
        if all.isEmpty {
            context.errorOutput("no snapshots in \(store.directory)\n")
        } else if entries.isEmpty {
            context.errorOutput("none of the \(all.count) snapshots in \(store.directory) passes the filter\n")
        }
        try SnapshotsReport(entries, storeBytes: store.size(), options: global.reportOptions(context))
            .write(global.format, to: context.output)
    }
}
