import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd config schema`: the JSON Schema of the file.
struct ConfigSchemaCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of seedd.yaml, by which editors complete it.")

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {
        guard global.output != .yaml else {
            throw SeedError(.usage, "config schema", "prints JSON only", hint: "leave out --output yaml")
        }
        try ConfigurationSchema.write(to: context.output)
    }
}
