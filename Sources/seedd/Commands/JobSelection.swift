import SeedEngine
import SeedModel

/// The jobs of one command line, with overrides applied and all that is needed to run them.
struct JobSelection {
    let configuration: SeedModel.Configuration
    let jobs: [Job]
    let runs: [TargetRun]
    var targets: [String] { runs.map(\.target.name) }
    let global: GlobalOptions
    let selection: SelectionOptions
    /// What was decided about conflicts; nil where no file was named.
    private let resolutions: Resolutions?
    let context: CommandContext

    /// - Throws: `notFound` for unknown names, `configuration` for settings this version does not carry out.
    init(jobs names: [String], _ selection: SelectionOptions, _ global: GlobalOptions, _ context: CommandContext) throws
    {
        let configuration = try global.load(context)
        jobs = try configuration.jobs(named: names).map { job in
            var job = job
            job.from = selection.from ?? job.from
            job.to = selection.to.map { [$0] } ?? job.to
            return job
        }
        for job in jobs { _ = try configuration.environment(named: job.from) }
        runs = try configuration.targetRuns(of: jobs).map { run in
            var target = run.target
            if let timeout = selection.lockTimeout.flatMap({ Interval($0) }) { target.lockTimeout = timeout }
            return TargetRun(job: run.job, target: target)
        }
        resolutions = try selection.resolutions.map { path in
            let resolutions = try Resolutions.load(path, workingDirectory: context.workingDirectory)
            try resolutions.requireKnown(by: configuration)
            return resolutions
        }
        self.configuration = configuration
        self.global = global
        self.selection = selection
        self.context = context
    }

    /// What will be carried out. `events` hear of it: a plan is told to the terminal only, a run to the journal as well.
    func promotion(_ run: TargetRun, streamsWholeTables: Bool, events: any EventSink) throws -> Promotion {
        Promotion(
            job: run.job, source: try configuration.environment(named: run.job.from), target: run.target,
            options: selection.plannerOptions(streamsWholeTables: streamsWholeTables), variables: context.variables,
            snapshotter: configuration.snapshotter(context, events), runner: .current(version: Seedd.version),
            events: events)
    }

    /// The plan with what a person decided about its conflicts.
    func deciding(_ plan: Plan) throws -> Plan {
        try resolutions?.deciding(plan, isSelection: plan.narrowed || !selection.table.isEmpty) ?? plan
    }

    func forEachTarget(_ body: (TargetRun) async throws -> String) async throws {
        try await TargetVisits(runs: runs, global: global, context: context).forEachTarget(body)
    }

    func show(
        _ plan: Plan, milliseconds: Int, result: RunResult? = nil, isEmptyRun: Bool = false, refusals: [Finding] = []
    ) throws {
        try global.show(
            plan, title: plan.title, limit: selection.limit, milliseconds: milliseconds, result: result,
            isEmptyRun: isEmptyRun, refusals: refusals, context)
    }

    /// A value of `--only` that is mistyped selects as little as one that needs no change.
    func warnIfNothingIsSelected(by plan: Plan) {
        guard !selection.only.isEmpty, plan.tables.allSatisfy({ $0.sourceRows + $0.targetRows == 0 }) else { return }
        let condition = selection.condition == nil ? "" : " and meets --where"
        context.warn("no row of job \(plan.job) has \(selection.only.joined(separator: " and "))\(condition)")
    }

    /// What is in the way of a plan that is shown all the same.
    func warn(ofRefusals findings: [Finding]) {
        for finding in findings {
            let remedy = finding.remedy.map { " (\($0))" } ?? ""
            context.warn("\(finding.subject): \(finding.message)\(remedy); sync will refuse this plan")
        }
    }

    func showBeforeAsking(_ plan: Plan, milliseconds: Int) throws {
        try global.showBeforeAsking(
            plan, title: plan.title, limit: selection.limit, milliseconds: milliseconds, context)
    }

    var questionOptions: ReportOptions { global.questionOptions(context, limit: selection.limit) }
}

extension Plan {
    /// The first line of its text.
    var title: String { "\(Printable.escaped(job)): \(from) → \(to)" }
}

extension SeedModel.Configuration {
    /// Where snapshots go: as configured, else systemd's state directory, else beside the work.
    func snapshotter(_ context: CommandContext, _ events: any EventSink) -> Snapshotter {
        Snapshotter(
            store: store(context, events), compression: snapshots.compression, events: events)
    }

    func store(_ context: CommandContext, _ events: any EventSink) -> SnapshotStore {
        SnapshotStore(
            snapshots, variables: context.variables, workingDirectory: context.workingDirectory, sink: events)
    }

    /// Removes what `snapshots.keep`, where it is written, does not keep of a job whose run has committed.
    func pruneSnapshots(
        after result: RunResult, of job: String, _ context: CommandContext, _ events: any EventSink
    ) {
        guard let keep = snapshots.keep else { return }
        Pruner(store(context, events), policy: keep)
            .prune(afterRunOf: job, snapshot: result.snapshot, events: events)
    }
}
