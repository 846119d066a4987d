import ArgumentParser

/// `seedd config`: the configuration as it takes effect, and its schema.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show the effective configuration, or the schema of the file.",
        subcommands: [ConfigShowCommand.self, ConfigSchemaCommand.self])
}
