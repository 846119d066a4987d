import ArgumentParser
import SeedEngine
import SeedModel

/// Options every command has.
struct GlobalOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(name: .long, help: "text, json or yaml; of a plan also markdown, html or sql.")
    var output: ReportFormat?

    /// What results are shown in: `output`, else what the variable says.
    private(set) var format = ReportFormat.text

    @Flag(name: .long, help: "No colour, also with NO_COLOR.")
    var noColor = false

    @Flag(name: .long, help: "No pager for what is longer than the screen.")
    var noPager = false

    @Flag(name: .shortAndLong, help: "More detail; -vv also shows every statement.")
    var verbose: Int

    @Flag(name: .shortAndLong, help: "Only names and ids.")
    var quiet = false

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&config, "CONFIG")
        var variable: ReportFormat?
        try variables.fill(&variable, "OUTPUT")
        format = output ?? variable ?? .text
        variables.fill(&noColor, "NO_COLOR")
        variables.fill(&noPager, "NO_PAGER")
        variables.fill(&quiet, "QUIET")
        var level: Int?
        try variables.fill(&level, "VERBOSE")
        if verbose == 0, let level { verbose = level }
    }

    func sink(_ context: CommandContext) -> TerminalSink { TerminalSink(context: context, verbosity: verbose) }

    /// For commands that write: what they do goes to the journal and into the metrics as well, and how they get on to a
    /// service manager that waits for it.
    func runSink(_ context: CommandContext, _ configuration: SeedModel.Configuration) -> any EventSink {
        let log = logSink(context, configuration)
        let sinks: [(any EventSink)?] = [
            log, configuration.metrics(context, warnings: log), ServiceSink(context.variables, configuration),
        ]
        return EventSinks(sinks.compactMap(\.self))
    }

    /// Text and journal; of a daemon all of it goes to standard error where there is no journal.
    func logSink(
        _ context: CommandContext, _ configuration: SeedModel.Configuration, isDaemon: Bool = false
    ) -> any EventSink {
        let route = LogRoute(isDaemon: isDaemon, context.log)
        var text = sink(context)
        text.leavesOutEntries = route.replacesText
        var sinks: [any EventSink] = [text]
        if route.usesJournal { sinks.append(context.journalSink(identifier: configuration.journalIdentifier)) }
        if let lines = route.lines {
            sinks.append(
                LogLineSink(
                    isForPerson: lines == .forPerson, exitCode: ExitStatus.code(of:), output: context.errorOutput))
        }
        return EventSinks(sinks)
    }

    /// The configuration file, its warnings told.
    func load(_ context: CommandContext) throws -> SeedModel.Configuration {
        let loaded = try ConfigurationFile.load(
            explicit: config, environment: context.variables, workingDirectory: context.workingDirectory)
        for warning in loaded.warnings { context.warn(warning) }
        return loaded.configuration
    }

    func reportOptions(_ context: CommandContext, limit: Int? = nil) -> ReportOptions {
        var options = ReportOptions(
            limit: limit, width: context.terminal.width, color: context.terminal.hasColor && !noColor,
            verbosity: verbose, quiet: quiet)
        if case .documents = context.progress?.form { options.isOneLine = true }
        return options
    }

    /// Of what is shown beside a question, on standard error.
    func questionOptions(_ context: CommandContext, limit: Int?) -> ReportOptions {
        var options = reportOptions(context, limit: limit)
        options.quiet = false
        if let columns = context.terminal.liveColumns() {
            options.width = columns
            options.color = allowsColor(context)
        }
        return options
    }

    /// Whether nobody said that there be no colour.
    func allowsColor(_ context: CommandContext) -> Bool {
        (context.variables["NO_COLOR"] ?? "").isEmpty && !noColor
    }
}

extension ReportFormat: ExpressibleByArgument, Decodable {}
