import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd rollback`: puts a snapshot back.
struct RollbackCommand: LongCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Put a snapshot back. Takes a snapshot first, so that it can be undone.")

    @Argument(help: "A snapshot's id, the beginning of one, or `latest`.")
    var snapshot: String

    @Option(help: ArgumentHelp("Only this table of the snapshot, or these by a glob; repeatable.", valueName: "name"))
    var table: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only rows with one of these values; repeatable. \\, is a comma in a value.", valueName: "column=a,b"))
    var only: [String] = []

    @Option(help: ArgumentHelp("`latest` of this job.", valueName: "name"))
    var job: String?

    @Option(help: ArgumentHelp("`latest` in this target environment.", valueName: "env"))
    var to: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Rows shown per table, 0 for all.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Put it back into another database than it was taken of.")
    var forceTarget = false

    @Flag(help: "Show what would change and write nothing.")
    var dryRun = false

    @OptionGroup(title: "Confirmation")
    var confirmation: ConfirmationOptions

    @OptionGroup(title: "Progress")
    var progress: ProgressOptions

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        let variables = OptionVariables()
        variables.fill(&table, "TABLE")
        variables.fill(&only, "ONLY")
        variables.fill(&job, "JOB")
        variables.fill(&to, "TO")
        try variables.fill(&limit, "LIMIT")
        variables.fill(&forceTarget, "FORCE_TARGET")
        variables.fill(&dryRun, "DRY_RUN")
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or a positive number") }
        try OnlyOption.validate(only)
        if dryRun, confirmation.apply { throw ValidationError("--dry-run writes nothing and --apply writes: name one") }
    }

    func run(_ context: CommandContext) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        func elapsed() -> Int { Int(start.duration(to: clock.now) / .milliseconds(1)) }
        let configuration = try global.load(context)
        let events = global.runSink(context, configuration)
        let snapshotter = configuration.snapshotter(context, events)
        let id = try await find(in: snapshotter.store, configuration, context)
        let target = try configuration.environment(named: try snapshotter.store.environment(of: id))
        let rollback = Rollback(
            snapshot: id, target: target, tables: table, only: OnlyOption.parse(only), forcesTarget: forceTarget,
            variables: context.variables, jobs: configuration.jobs, snapshotter: snapshotter,
            runner: .current(version: Seedd.version),
            source: try source(of: id, in: snapshotter.store, target, configuration, context), events: events)
        let planned = try await rollback.plan()
        let plan = planned.plan

        let title = "\(plan.from) → \(plan.to)"
        func show(_ result: RunResult? = nil, isEmptyRun: Bool = false) throws {
            try global.show(
                plan, title: title, limit: limit, milliseconds: elapsed(), result: result, isEmptyRun: isEmptyRun,
                context)
        }
        let guards = configuration.jobs.first { $0.name == plan.job }?.guards ?? Guards()
        if let refusal = planned.refusal(guards: guards) {
            if global.format == .text { try show() }
            throw refusal
        }
        guard !dryRun, !plan.isEmpty else {
            return try show(isEmptyRun: !dryRun && confirmation.isDecided(context))
        }
        let confirmed = try await confirmation.confirmation(
            for: target, among: [target.name], unattended: false, context
        ) {
            try global.showBeforeAsking(plan, title: title, limit: limit, milliseconds: elapsed(), context)
        }
        guard let confirmed else {
            try show()
            context.errorOutput("nothing was written: run it again with --apply\n")
            return
        }
        try confirmed.verify()
        if !configuration.jobs.contains(where: { $0.name == plan.job }) {
            events.receive(
                .warning(
                    subject: "job \(plan.job)",
                    message: "is no longer configured; should it come back, these rows are held until "
                        + "`seedd release \(plan.job) --to \(plan.to)`"))
        }
        let result = try await tellingFailure(ofRunOf: plan.job, from: plan.from, to: plan.to, events) {
            try await rollback.apply(planned, confirmed)
        }
        configuration.pruneSnapshots(after: result, of: plan.job, context, events)
        try show(result)
    }

    /// Leads to the source of the snapshot's job; nil where that is not configured any more.
    private func source(
        of id: SnapshotID, in store: SnapshotStore, _ target: Environment, _ configuration: SeedModel.Configuration,
        _ context: CommandContext
    ) throws -> SourceLookup? {
        let name = try store.open(id).manifest.job
        guard let job = configuration.jobs.first(where: { $0.name == name }),
            let source = configuration.environments[job.from]
        else { return nil }
        let connectors = [(source, "from"), (target, "to")].map { environment, side in
            Connector(
                environment: environment, side: side, variables: context.variables,
                applicationName: "seedd rollback", events: global.sink(context))
        }
        return SourceLookup(job: job, source: connectors[0], target: connectors[1])
    }

    private func find(
        in store: SnapshotStore, _ configuration: SeedModel.Configuration, _ context: CommandContext
    ) async throws -> SnapshotID {
        if let job { try configuration.requireKnown(job: job, in: store) }
        if let to { _ = try configuration.environment(named: to) }
        guard snapshot == "latest" else {
            let id = try store.find(snapshot, job: job)
            guard let to, try store.environment(of: id) != to else { return id }
            throw SeedError(
                .notFound, "snapshot \(id)", "is of \(try store.environment(of: id)), not of \(to)",
                hint: "leave out --to")
        }
        let events = global.sink(context)
        let latest = LatestSnapshot(in: store) { name throws(SeedError) in
            Connector(
                environment: try configuration.environment(named: name), variables: context.variables,
                applicationName: "seedd rollback", events: events)
        }
        return try await latest.find(job: job, environment: to)
    }
}

extension SnapshotStore {
    /// The environment a snapshot was taken of.
    func environment(of id: SnapshotID) throws -> String { try open(id).manifest.target.environment }
}
