import ArgumentParser
import SeedEngine

/// `seedd snapshots show`.
struct SnapshotsShowCommand: PagedCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one snapshot with its tables.")

    @Argument(help: "A snapshot's id, the beginning of one, or `latest`.")
    var snapshot: String

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {
        let store = try global.load(context).store(context, global.sink(context))
        let id = try store.find(snapshot)
        let manifest = try store.open(id).manifest
        try SnapshotDetail(id, manifest, options: global.reportOptions(context)).write(
            global.format, to: context.output)
    }
}
