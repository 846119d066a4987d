import Postgres
package import SeedModel

/// One job against one target: plan, then apply what was planned. Keeps its two sessions between the two.
package struct Promotion: Sendable {
    package let job: Job
    package let target: Environment
    let options: Planner.Options
    let connector: Connector
    let snapshotter: Snapshotter
    let runner: Operator
    let events: any EventSink
    let lane: Lane<SessionPair>
    /// More of them, for plans of large tables.
    private let others: [Lane<SessionPair>]
    /// The scheduled time it is for; nil where a person or a timer asked for it.
    private let tick: UTCTime?

    package init(
        job: Job, source: Environment, target: Environment, options: Planner.Options, variables: [String: String],
        snapshotter: Snapshotter, runner: Operator, events: any EventSink, tick: UTCTime? = nil
    ) {
        self.job = job
        self.target = target
        self.tick = tick
        self.options = options
        self.snapshotter = snapshotter
        self.runner = runner
        self.events = events
        let applicationName = "seedd \(job.name) \(runner.name)"
        let from = Connector(
            environment: source, side: "from", variables: variables, applicationName: applicationName, events: events)
        let to = Connector(
            environment: target, variables: variables, applicationName: applicationName, events: events)
        connector = to
        func lane(_ label: String) -> Lane<SessionPair> {
            Lane(label) { cancellation in
                SessionPair(source: try from.connect(cancellation), target: try to.connect(cancellation))
            }
        }
        self.lane = lane(job.name)
        others = (1..<min(source.connections, target.connections)).map { lane("\(job.name) \($0)") }
    }

    /// Called before the plan of a run that is already decided: nothing is read for a target that can't be written.
    package func requireWritableTarget() async throws {
        let environment = target.name
        try await mappingErrors(subject: "job \(job.name)") {
            try await lane.run { pair in try WritableTarget.require(environment, pair.target) }
        }
    }

    /// Which database the target's url leads to.
    package func targetIdentity() async throws(SeedError) -> DatabaseIdentity {
        try await mappingErrors(subject: "job \(job.name)") {
            try await lane.run { pair in try DatabaseIdentity.read(pair.target) }
        }
    }

    package func plan() async throws -> Plan {
        let clock = ContinuousClock()
        let start = clock.now
        let planner = Planner(job: job, to: target.name, options: options, events: JobEvents(job.name, events))
        var plan = try await mappingErrors(subject: "job \(job.name)") {
            try await PlanningLanes(planner: planner, leader: lane, others: others).plan()
        }
        plan.seconds = start.duration(to: clock.now) / .seconds(1)
        return plan
    }

    /// The plan as a file keeps it.
    package func saved(_ plan: Plan) async throws(SeedError) -> SavedPlan {
        try await mappingErrors(subject: "job \(job.name)") {
            guard let origin = plan.origin else {
                throw SeedError(.invariant, "job \(job.name)", "the plan does not know what it was made from")
            }
            let target = try await lane.run { pair in try connector.manifestTarget(DatabaseIdentity.read(pair.target)) }
            return try SavedPlan(plan, origin, job: job, target: target)
        }
    }

    /// After a plan that was decided on and has nothing to write: the next one need not read the same rows again.
    ///
    /// What goes wrong costs the next run that, and is a warning, but for rows whose edits in the target are to be known.
    package func rememberReading(_ plan: Plan) async throws(SeedError) {
        let transaction = WatermarkTransaction(plan: plan)
        guard transaction.isWorthwhile else { return }
        do {
            try await mappingErrors(subject: "job \(job.name)") {
                try await lane.run { pair in try transaction.store(pair.target) }
            }
        } catch {
            // Without what counts as promoted, edits in the target would not be seen as such.
            let isNeeded = plan.tables.contains { $0.base?.isStale == true }
            guard error.code != .interrupted, !isNeeded else { throw error }
            events.receive(
                .warning(
                    subject: error.subject,
                    message:
                        "how far the source was read was not stored (\(error.problem)); the next run reads it again"))
        }
    }

    /// Why the plan may not be applied; nil when it may.
    package func refusal(of plan: Plan) -> SeedError? { plan.refusal(by: job.guards) }

    package func guardViolations(_ plan: Plan) -> [Finding] { plan.violations(of: job.guards) }

    /// Applies the plan, again for a few times where other transactions were in the way.
    package func apply(_ plan: Plan, _ confirmation: Confirmation) async throws -> RunResult {
        try await Applying(
            plan: plan, kind: .sync, connector: connector, snapshotter: snapshotter, runner: runner, events: events,
            tick: tick
        ).run { applying, run in
            try await lane.run { pair in
                try applying.apply(pair.target, run, try confirmation.approval()) { table in
                    try WholeCopy(plan: table, seed: plan.seed).copy(pair, JobEvents(plan.job, events))
                }
            }
        } reconnect: {
            await lane.reset()
        }
    }
}
