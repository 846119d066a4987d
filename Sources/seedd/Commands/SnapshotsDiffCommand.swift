import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd snapshots diff`.
struct SnapshotsDiffCommand: PagedCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what changed from a snapshot to another, or to the database as it is. Writes nothing.")

    @Argument(help: "A snapshot's id, the beginning of one, or `latest`.")
    var from: String

    @Argument(help: "Another snapshot, or `live` for the database as it is.")
    var to = "live"

    @Option(help: ArgumentHelp("Only this table, or these by a glob; repeatable.", valueName: "name"))
    var table: [String] = []

    @Option(parsing: .unconditional, help: ArgumentHelp("Rows shown per table, 0 for all.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Exit with 2 if there are differences.")
    var detailedExitcode = false

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&table, "TABLE")
        try variables.fill(&limit, "LIMIT")
        variables.fill(&detailedExitcode, "DETAILED_EXITCODE")
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or a positive number") }
    }

    func run(_ context: CommandContext) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let difference = try await compare(context)
        for warning in difference.warnings { context.warn("\(warning.table): \(warning.message)") }
        for (tables, place) in [
            (difference.onlyInFrom, difference.plan.from), (difference.onlyInTo, difference.plan.to),
        ] {
            for table in tables { context.warn("\(table): only in \(place)") }
        }
        if global.format == .text, !global.quiet {
            try context.output("\(difference.plan.from) → \(difference.plan.to)\n")
        }
        let elapsed = Int(start.duration(to: clock.now) / .milliseconds(1))
        try PlanReport(difference, options: global.reportOptions(context, limit: limit), durationMs: elapsed)
            .write(global.format, to: context.output)
        if detailedExitcode, !difference.isEmpty { throw ExitCode(ExitStatus.differences) }
    }

    private func compare(_ context: CommandContext) async throws -> Difference {
        let configuration = try global.load(context)
        let events = global.sink(context)
        let store = configuration.store(context, events)
        let before = try store.find(from)
        guard to == "live" else {
            return try SnapshotDiff(from: before, to: try store.find(to), in: store, tables: table).compare()
        }
        let environment = try configuration.environment(named: try store.environment(of: before))
        return try await LiveDiff(
            from: before, to: environment, in: store, tables: table, variables: context.variables, events: events
        ).compare()
    }
}
