import ArgumentParser
import SeedEngine
import SeedModel

/// Which snapshots are listed.
struct SnapshotFilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only snapshots of this job.", valueName: "name"))
    var job: String?

    @Option(
        help: ArgumentHelp("Only those that hold this table, or one of these by a glob; repeatable.", valueName: "name")
    )
    var table: [String] = []

    @Option(help: ArgumentHelp("Only those of this environment.", valueName: "env"))
    var environment: String?

    @Option(help: ArgumentHelp("Only those taken since a day, a time of UTC, or so long ago (7d).", valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("Only those taken until then; a day is meant to its end.", valueName: "time"))
    var until: String?

    @Option(help: "Only those taken for this.")
    var reason: SnapshotReason?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The newest so many, 0 for all; all by default.", valueName: "n"))
    var limit: Int?

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&job, "JOB")
        variables.fill(&table, "TABLE")
        variables.fill(&environment, "ENVIRONMENT")
        variables.fill(&since, "SINCE")
        variables.fill(&until, "UNTIL")
        try variables.fill(&reason, "REASON")
        try variables.fill(&limit, "LIMIT")
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or a positive number") }
        for (name, text) in [("since", since), ("until", until)] where text.map({ TimeBound($0) == nil }) ?? false {
            throw ValidationError("--\(name) takes \(TimeBound.syntax)")
        }
    }

    func filter(now: UTCTime) -> SnapshotFilter {
        var filter = SnapshotFilter()
        filter.job = job
        filter.environment = environment
        filter.tables = table.map { Glob($0) }
        filter.reason = reason
        filter.since = since.flatMap { TimeBound($0)?.earliest(now: now) }
        filter.until = until.flatMap { TimeBound($0)?.latest(now: now) }
        filter.limit = limit.flatMap { $0 > 0 ? $0 : nil }
        return filter
    }
}

extension SnapshotReason: ExpressibleByArgument {
    /// With hyphens.
    public static var allValueStrings: [String] {
        allCases.map { reason in String(reason.rawValue.map { $0 == " " ? "-" : $0 }) }
    }

    /// With hyphens, or with blanks as it is shown.
    public init?(argument: String) {
        self.init(rawValue: String(argument.map { $0 == "-" ? " " : $0 }))
    }
}
