import Postgres
package import SeedModel

/// A saved plan, taken up again: looked at, then applied exactly. Needs the target only.
package struct SavedPromotion: Sendable {
    package let job: Job
    package let target: Environment
    /// Rows that moved since the plan was made are left as they are, and the rest is applied.
    let skipsStale: Bool
    private let entry: SavedPlans.Entry
    private let connector: Connector
    private let snapshotter: Snapshotter
    private let runner: Operator
    private let events: any EventSink
    private let lane: Lane<Session>

    /// `job` is as it is configured now, with the source and target of the plan.
    package init(
        _ entry: SavedPlans.Entry, job: Job, target: Environment, skipsStale: Bool, variables: [String: String],
        snapshotter: Snapshotter, runner: Operator, events: any EventSink
    ) {
        self.entry = entry
        self.job = job
        self.target = target
        self.skipsStale = skipsStale
        self.snapshotter = snapshotter
        self.runner = runner
        self.events = events
        let connector = Connector(
            environment: target, variables: variables, applicationName: "seedd \(job.name) \(runner.name)",
            events: events)
        self.connector = connector
        lane = Lane(job.name) { cancellation in try connector.connect(cancellation) }
    }

    /// The plan as it was saved, once the target is found to be the database it was made for, with the tables it knew.
    ///
    /// - Throws: `refused` where it is not, or the job says something else now.
    package func plan() async throws(SeedError) -> Plan {
        let resumption = PlanResumption(
            entry: entry, job: job, environment: target, skipsStale: skipsStale, connector: connector)
        return try await mappingErrors(subject: "job \(job.name)") {
            try await lane.run { session in try resumption.plan(session) }
        }
    }

    /// The run that has applied it already; nil where none has.
    package func earlierRun() async throws(SeedError) -> String? {
        let run = entry.run
        return try await mappingErrors(subject: "job \(job.name)") {
            try await lane.run { session in
                try RunHistory.isReadable(session) && RunHistory.contains(run: run, session) ? run : nil
            }
        }
    }

    /// Why the plan may not be applied; nil when it may.
    package func refusal(of plan: Plan) -> SeedError? { plan.refusal(by: job.guards) }

    /// Applies the plan; returns it as it was carried out, without a result where nothing was left to write.
    package func apply(
        _ plan: Plan, _ confirmation: Confirmation
    ) async throws(SeedError) -> (plan: Plan, result: RunResult?) {
        var applying = Applying(
            plan: plan, kind: .sync, connector: connector, snapshotter: snapshotter, runner: runner, events: events)
        applying.isSaved = true
        applying.run = entry.run
        applying.skipsStale = skipsStale
        return try await applying.runWhatIsNotStale { applying, run in
            try await lane.run { session in
                try applying.apply(session, run, try confirmation.approval()) { _ in [] }
            }
        } reconnect: {
            await lane.reset()
        }
    }
}
