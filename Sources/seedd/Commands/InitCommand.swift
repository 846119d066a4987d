import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd init`: writes a configuration to start from.
struct InitCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a commented seedd.yaml, with --from listing a database's tables.",
        discussion: "Writes ./seedd.yaml, or the file that --config names. Never overwrites a file.")

    @Option(
        help: ArgumentHelp(
            "A database whose tables are listed with their keys. No password in it: other users can see a command line.",
            valueName: "url"))
    var from: String?

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    func run(_ context: CommandContext) async throws {
        var tables: [ConfigurationTemplate.Table] = []
        if let from {
            let connection = try ConnectionString(argument: from, option: "--from")
            tables = try await TableDiscovery(connection, variables: context.variables, events: global.sink(context))
                .tables()
            if tables.isEmpty { context.warn("\(connection.display) has no tables that this role can see") }
        }
        let path = ConfigurationFile.newPath(explicit: global.config, workingDirectory: context.workingDirectory)
        try ConfigurationFile.create(ConfigurationTemplate.text(tables: tables), at: path)
        if global.quiet { return try context.output("\(Printable.escaped(path))\n") }
        let listed = tables.isEmpty ? "" : " with \(tables.count) \(tables.count == 1 ? "table" : "tables")"
        context.errorOutput(
            """
            wrote \(Printable.escaped(path))\(listed)
            next:
              1. name your databases and tables in it
              2. export STAGING_DATABASE_URL=postgresql://… PRODUCTION_DATABASE_URL=postgresql://…
              3. seedd check
              4. seedd plan

            """)
    }
}
