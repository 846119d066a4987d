import Postgres
package import SeedModel

/// Puts a snapshot back: plan, then apply, through the pipeline that every promotion takes.
package struct Rollback: Sendable {
    package let snapshot: SnapshotID
    package let target: Environment
    let tables: [String]
    let only: [(column: String, values: [String])]
    let jobs: [Job]
    let forcesTarget: Bool
    let connector: Connector
    let snapshotter: Snapshotter
    let runner: Operator
    let source: SourceLookup?
    let events: any EventSink
    let lane: Lane<Session>

    /// `source` tells what is undone with rows that somebody has edited or deleted; without it they are held until released.
    /// `jobs` are those configured, for what they say of triggers.
    /// `forcesTarget`: the snapshot may be of another database than the target.
    package init(
        snapshot: SnapshotID, target: Environment, tables: [String],
        only: [(column: String, values: [String])] = [], forcesTarget: Bool = false, variables: [String: String],
        jobs: [Job] = [], snapshotter: Snapshotter, runner: Operator, source: SourceLookup? = nil, events: any EventSink
    ) {
        self.snapshot = snapshot
        self.target = target
        self.tables = tables
        self.only = only
        self.jobs = jobs
        self.forcesTarget = forcesTarget
        self.snapshotter = snapshotter
        self.runner = runner
        self.source = source
        self.events = events
        let connector = Connector(
            environment: target, variables: variables, applicationName: "seedd rollback \(runner.name)",
            events: events)
        self.connector = connector
        lane = Lane("rollback") { cancellation in try connector.connect(cancellation) }
    }

    package func plan() async throws -> Planned {
        let planner = RollbackPlanner(
            store: snapshotter.store, snapshot: snapshot, environment: target.name, tables: tables, only: only,
            jobs: jobs, forcesTarget: forcesTarget, connector: connector, events: events)
        return try await mappingErrors(subject: "snapshot \(snapshot)") {
            try await lane.run { session in try planner.plan(session) }
        }
    }

    /// Applies the plan, takes its own snapshot first, and checks that every table that goes back whole is the
    /// snapshot's byte for byte.
    package func apply(_ planned: Planned, _ confirmation: Confirmation) async throws -> RunResult {
        try await Applying(
            plan: planned.plan, kind: .rollback, connector: connector, snapshotter: snapshotter, runner: runner,
            events: events, rolledBackTo: snapshot.description, expected: planned.expected,
            sourceStates: try await sourceStates(planned.plan)
        ).run { applying, run in
            try await lane.run { session in
                try applying.apply(session, run, try confirmation.approval()) { _ in [] }
            }
        } reconnect: {
            await lane.reset()
        }
    }

    /// A source that can't be asked is no reason to leave the target as it is.
    private func sourceStates(_ plan: Plan) async throws(SeedError) -> SourceStates {
        guard let source else { return [:] }
        do {
            return try await source.states(for: plan)
        } catch {
            guard error.code != .interrupted else { throw error }
            events.receive(
                .warning(
                    subject: error.subject,
                    message: "\(error.problem); rows that were edited or deleted since are held whatever the source has"
                ))
            return [:]
        }
    }
}
