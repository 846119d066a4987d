import Postgres
package import SeedModel

/// Puts a snapshot back: plan, then apply, through the pipeline that every promotion takes.
package struct Rollback: Sendable {
    package let snapshot: SnapshotID
    package let target: Environment
    let tables: [String]
    let only: [(column: String, values: [String])]
    let forcesTarget: Bool
    let connector: Connector
    let snapshotter: Snapshotter
    let runner: Operator
    let events: any EventSink
    let lane: Lane<Session>

    /// `forcesTarget`: the snapshot may be of another database than the target.
    package init(
        snapshot: SnapshotID, target: Environment, tables: [String],
        only: [(column: String, values: [String])] = [], forcesTarget: Bool = false, variables: [String: String],
        snapshotter: Snapshotter, runner: Operator, events: any EventSink
    ) {
        self.snapshot = snapshot
        self.target = target
        self.tables = tables
        self.only = only
        self.forcesTarget = forcesTarget
        self.snapshotter = snapshotter
        self.runner = runner
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
            forcesTarget: forcesTarget, connector: connector, events: events)
        return try await mappingErrors(subject: "snapshot \(snapshot)") {
            try await lane.run { session in try planner.plan(session) }
        }
    }

    /// Applies the plan, takes its own snapshot first, and checks that every table that goes back whole is the
    /// snapshot's byte for byte.
    package func apply(_ planned: Planned, _ confirmation: Confirmation) async throws -> RunResult {
        try await Applying(
            plan: planned.plan, kind: .rollback, connector: connector, snapshotter: snapshotter, runner: runner,
            events: events, rolledBackTo: snapshot.description, expected: planned.expected
        ).run { applying, run in
            try await lane.run { session in
                try applying.apply(session, run, try confirmation.approval()) { _ in }
            }
        } reconnect: {
            await lane.reset()
        }
    }
}
