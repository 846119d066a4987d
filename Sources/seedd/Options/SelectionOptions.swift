import ArgumentParser
import SeedEngine
import SeedModel

/// Which rows of which tables, between which environments.
struct SelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Source environment instead of the job's.", valueName: "env"))
    var from: String?

    @Option(help: ArgumentHelp("Target environment instead of the job's.", valueName: "env"))
    var to: String?

    @Option(help: ArgumentHelp("Only this table of the job, or these by a glob; repeatable.", valueName: "name"))
    var table: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only rows with one of these values; repeatable. \\, is a comma in a value.", valueName: "column=a,b"))
    var only: [String] = []

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows that meet this condition.", valueName: "sql"))
    var condition: String?

    @Flag(help: "Compare in full, whatever is tracked.")
    var full = false

    @Option(
        help: ArgumentHelp(
            "What becomes of rows edited in the target, whatever the rules say.", valueName: "policy"))
    var onConflict: TableRule.ConflictPolicy?

    @Option(
        help: ArgumentHelp(
            "Decisions about rows in conflict: a file that plan --conflicts wrote and a person filled in.",
            valueName: "file"))
    var resolutions: String?

    @Option(help: ArgumentHelp("How long to wait for a lock, as 5s.", valueName: "time"))
    var lockTimeout: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Rows shown per table, 0 for all.", valueName: "n"))
    var limit: Int?

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&from, "FROM")
        variables.fill(&to, "TO")
        variables.fill(&table, "TABLE")
        variables.fill(&only, "ONLY")
        variables.fill(&condition, "WHERE")
        variables.fill(&full, "FULL")
        try variables.fill(&onConflict, "ON_CONFLICT")
        variables.fill(&resolutions, "RESOLUTIONS")
        variables.fill(&lockTimeout, "LOCK_TIMEOUT")
        try variables.fill(&limit, "LIMIT")
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or a positive number") }
        if let lockTimeout, Interval(lockTimeout) == nil {
            throw ValidationError("--lock-timeout takes a time such as 5s")
        }
        try OnlyOption.validate(only)
    }

    func plannerOptions(streamsWholeTables: Bool) -> Planner.Options {
        var options = Planner.Options()
        options.tables = table
        options.filters = condition.map { [$0] } ?? []
        options.only = OnlyOption.parse(only)
        options.streamsWholeTables = streamsWholeTables
        options.isFull = full
        options.onConflict = onConflict
        return options
    }
}

extension TableRule.ConflictPolicy: ExpressibleByArgument {}
