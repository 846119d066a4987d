import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd snapshots export`.
struct SnapshotsExportCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a snapshot as a folder that psql restores without seedd.")

    @Argument(help: "A snapshot's id, the beginning of one, or `latest`.")
    var snapshot: String

    @Argument(help: ArgumentHelp("The folder; it must not be there yet, or be empty.", valueName: "dir"))
    var directory: String

    @Option(help: ArgumentHelp("Only this table of the snapshot, or these by a glob; repeatable.", valueName: "name"))
    var table: [String] = []

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        OptionVariables().fill(&table, "TABLE")
        if directory.isEmpty { throw ValidationError("the folder has no name") }
    }

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let store = configuration.store(context, global.sink(context))
        let export = SnapshotExport(
            of: try store.find(snapshot), in: store, tables: table, compression: configuration.snapshots.compression)
        let path = directory.hasPrefix("/") ? directory : "\(context.workingDirectory)/\(directory)"
        try ExportReport(try export.write(to: path), options: global.reportOptions(context)).write(
            global.format, to: context.output)
    }
}
