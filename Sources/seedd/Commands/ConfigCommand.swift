import ArgumentParser

/// `seedd config`.
struct ConfigCommand: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "config", abstract: "")

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {}
}
