import ArgumentParser

/// `seedd snapshots`.
struct SnapshotsCommand: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "snapshots", abstract: "")

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {}
}
