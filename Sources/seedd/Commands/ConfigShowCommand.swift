import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd config show`: the file with defaults filled in and passwords left out.
struct ConfigShowCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the effective configuration as YAML: defaults filled in, passwords left out.")

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {
        // SEEDD_OUTPUT is for all commands, and this one has a single form.
        guard global.output != .json else {
            throw SeedError(.usage, "config show", "prints YAML only", hint: "leave out --output json")
        }
        try context.output(try global.load(context).yaml())
    }
}
