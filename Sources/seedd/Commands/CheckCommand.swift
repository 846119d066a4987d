import ArgumentParser

/// `seedd check`.
struct CheckCommand: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: "")

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {}
}
