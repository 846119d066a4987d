import ArgumentParser

/// `seedd history`.
struct HistoryCommand: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "history", abstract: "")

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {}
}
