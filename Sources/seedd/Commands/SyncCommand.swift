import ArgumentParser
import SeedEngine
import SeedModel

/// `seedd sync`: plan, confirm, then snapshot, apply and verify in one transaction.
struct SyncCommand: LongCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Promote: plan, snapshot, apply and verify in one transaction.",
        discussion: """
            Shows the plan and asks. Without a terminal it is a dry run unless --apply is given; a protected environment \
            also needs --confirm with its name. Of several jobs each has its own transaction: one that fails does not stop \
            the others, and the first failure is the exit code.
            """)

    @Argument(help: "Jobs to run.")
    var jobs: [String] = []

    @Flag(help: "All jobs of the configuration.")
    var all = false

    @OptionGroup(title: "Confirmation")
    var confirmation: ConfirmationOptions

    @OptionGroup(title: "Selection")
    var selection: SelectionOptions

    @OptionGroup(title: "Progress")
    var progress: ProgressOptions

    @OptionGroup(title: "Global")
    var global: GlobalOptions

    mutating func validate() throws {
        OptionVariables().fill(&all, "ALL")
        if all, !jobs.isEmpty { throw ValidationError("name jobs or give --all, not both") }
    }

    func run(_ context: CommandContext) async throws {
        let work = try JobSelection(jobs: jobs, selection, global, context)
        guard all || !jobs.isEmpty || work.jobs.count == 1 else {
            throw SeedError(
                .usage, "sync", "the configuration has \(work.jobs.count) jobs",
                hint: "name one (\(work.jobs.map(\.name).joined(separator: ", "))), or give --all")
        }
        let events = global.runSink(context, work.configuration)
        // What is sure to be refused keeps the jobs before it from being written.
        for job in work.jobs {
            try await tellingFailure(ofRunOf: job.name, from: job.from, to: job.to[0], events) {
                try confirmation.requireConfirmable(work.target(of: job), unattended: job.unattended, context)
            }
        }
        var failures = JobFailures(context)
        var isPartial = false
        for job in work.jobs {
            let plan = try await failures.catching(of: job.name) {
                try await tellingFailure(ofRunOf: job.name, from: job.from, to: job.to[0], events) {
                    try await run(job, work, context, events)
                }
            }
            guard let plan = plan ?? nil else { continue }
            plan.tellLeftOut(to: events)
            isPartial = isPartial || plan.leavesOut
        }
        try failures.finish()
        if isPartial { throw ExitCode(ExitStatus.partial) }
    }

    /// - Returns: the plan that was carried out, or found to have nothing to write; nil where it was only shown.
    private func run(
        _ job: Job, _ work: JobSelection, _ context: CommandContext, _ events: any EventSink
    ) async throws -> Plan? {
        let clock = ContinuousClock()
        let start = clock.now
        // Nobody looks at every row of a first copy that is applied without a question.
        let isDecided = confirmation.isDecided(context)
        let promotion = try work.promotion(job, streamsWholeTables: isDecided, events: events)
        if isDecided { try await promotion.requireWritableTarget() }
        let plan = try await promotion.plan()
        work.warnIfNothingIsSelected(by: plan)
        func elapsed() -> Int { Int(start.duration(to: clock.now) / .milliseconds(1)) }

        if let refusal = promotion.refusal(of: plan) {
            if global.format == .text { try work.show(plan, milliseconds: elapsed()) }
            throw refusal
        }
        guard !plan.isEmpty else {
            if isDecided {
                try await promotion.rememberReading(plan)
                events.receive(.ended(plan.finished(.unchanged, seconds: Double(elapsed()) / 1000)))
            }
            try work.show(plan, milliseconds: elapsed(), isEmptyRun: isDecided)
            return plan
        }
        let confirmed = try await confirmation.confirmation(
            for: promotion.target, unattended: job.unattended, context
        ) { try work.showBeforeAsking(plan, milliseconds: elapsed()) }
        guard let confirmed else {
            try work.show(plan, milliseconds: elapsed())
            context.errorOutput("nothing was written: run it again with --apply\n")
            return nil
        }
        try confirmed.verify()
        let result = try await promotion.apply(plan, confirmed)
        work.configuration.pruneSnapshots(after: result, of: job.name, context, events)
        try work.show(plan, milliseconds: elapsed(), result: result)
        return plan
    }
}
