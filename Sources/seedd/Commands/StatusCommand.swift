import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd status`: how the jobs stand.
struct StatusCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show per job its last run, the next one, what is held and what is overdue.",
        discussion: """
            Read from the journal, and from the history in the targets, which knows the runs of all machines that wrote \
            something. Exit code 1 where a job's last run failed or a job is overdue, 3 where a target could not be asked.
            """)

    @Argument(help: "Jobs; all of them by default.")
    var jobs: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Runs that ended since a day (2026-11-20, yesterday), a time of UTC, or so long ago (7d, 2 hours ago).",
            valueName: "time"))
    var since: String?

    @Option(
        name: [.customShort("n"), .long], parsing: .unconditional,
        help: ArgumentHelp("Runs shown per job, 0 for all; the last one by default, all with --since.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Show runs as they end, until interrupted.")
    var follow = false

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&since, "SINCE")
        try variables.fill(&limit, "LIMIT")
        variables.fill(&follow, "FOLLOW")
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or a positive number") }
        if let since, TimeBound(since) == nil { throw ValidationError("--since takes \(TimeBound.syntax)") }
        if follow, since != nil || limit != nil {
            throw ValidationError("--follow shows runs from now on: leave out --since and --limit")
        }
    }

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let chosen = try configuration.jobs(named: jobs)
        let opener = StatusJournal(context: context)
        let journal = try opener.open(follow ? .runsToCome : since == nil ? .lastRuns : .runsSince)
        if follow, let journal { return try await follow(chosen, journal, context) }

        let now = UTCTime.now
        let since = since.flatMap { TimeBound($0)?.earliest(now: now) }
        var failures: [SeedError] = []
        let reader = StatusReader(journal: journal) { target throws(SeedError) in
            Connector(
                environment: try configuration.environment(named: target), variables: context.variables,
                applicationName: "seedd status", events: global.sink(context))
        }
        let status = try await reader.status(
            of: chosen, since: since, limit: limit ?? (since == nil ? 1 : 0)
        ) { job throws(SeedError) in
            try JobTimes(of: job, now: now)
        } failed: {
            failures.append($0)
        }
        // Nothing is known of any job.
        if journal == nil, status.allSatisfy({ $0.holds == nil }), let error = failures.popLast() {
            for failure in failures { context.report(failure) }
            throw error
        }
        let report = StatusReport(
            status, source: journal == nil ? .history : .journal, since: try journal?.reachesBackTo(),
            listsRuns: since != nil || limit != nil, options: global.reportOptions(context))
        try report.write(global.format, to: context.output)
        for failure in failures { context.report(failure) }
        try journal.map { try opener.warnOfDropped($0, since: since ?? UTCTime(seconds: now.seconds - 86_400)) }
        if status.contains(where: { $0.hasFailed || $0.isOverdue }) { throw ExitCode(ExitStatus.unwell) }
        if !failures.isEmpty { throw ExitCode(ExitStatus.partial) }
    }
}
