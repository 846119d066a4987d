import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd config schema`: the JSON Schema of the file, or of what commands print.
struct ConfigSchemaCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of seedd.yaml, by which editors complete it, or of a command's output.")

    @Option(name: .customLong("of"), help: "What the schema is of; the configuration by default.")
    var subject: DocumentSchema?

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws { try OptionVariables().fill(&subject, "OF") }

    func run(_ context: CommandContext) async throws {
        guard global.output != .yaml else {
            throw SeedError(.usage, "config schema", "prints JSON only", hint: "leave out --output yaml")
        }
        try (subject ?? .configuration).write(to: context.output)
    }
}

extension DocumentSchema: ExpressibleByArgument {}
