import ArgumentParser

/// `seedd init`.
struct InitCommand: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "")

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {}
}
