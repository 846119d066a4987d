import ArgumentParser
import SeedEngine

/// `seedd config schema`: the JSON Schema of the file.
struct ConfigSchemaCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of seedd.yaml, by which editors complete it.")

    func run(_ context: CommandContext) async throws { try ConfigurationSchema.write(to: context.output) }
}
