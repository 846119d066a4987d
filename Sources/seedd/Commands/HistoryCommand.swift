import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd history`: the runs that the targets remember.
struct HistoryCommand: PagedCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the runs recorded in the targets, newest first.")

    @Argument(help: "Jobs; all of them by default.")
    var jobs: [String] = []

    @Option(parsing: .unconditional, help: ArgumentHelp("Runs shown, 0 for all; 20 by default.", valueName: "n"))
    var limit: Int?

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        try OptionVariables().fill(&limit, "LIMIT")
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or a positive number") }
    }

    func run(_ context: CommandContext) async throws {
        let configuration = try global.load(context)
        let chosen = try configuration.jobs(named: jobs)
        let limit = limit ?? 20
        var runs: [RunRecord] = []
        // Two environments may name one database.
        var seen: Set<String> = []
        var failures: [SeedError] = []
        let targets = chosen.flatMap(\.to).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        for target in targets {
            let reader = HistoryReader(
                Connector(
                    environment: try configuration.environment(named: target), variables: context.variables,
                    applicationName: "seedd history", events: global.sink(context)))
            let names = jobs.isEmpty ? [] : chosen.filter { $0.to.contains(target) }.map(\.name)
            do {
                guard let found = try await reader.runs(of: names, limit: limit) else {
                    context.errorOutput("\(target): seedd has never written to it\n")
                    continue
                }
                runs += found.filter { seen.insert($0.id).inserted }
            } catch {
                guard error.code != .interrupted, targets.count > 1 else { throw error }
                failures.append(error)
            }
        }
        runs.sort { ($0.finishedExactly ?? "", $0.startedAt) > ($1.finishedExactly ?? "", $1.startedAt) }
        if limit > 0 { runs = Array(runs.prefix(limit)) }
        try HistoryReport(runs, options: global.reportOptions(context)).write(global.format, to: context.output)
        for failure in failures { context.report(failure) }
        if !failures.isEmpty { throw ExitCode(ExitStatus.partial) }
    }
}
