import Postgres
package import SeedModel

/// A snapshot of a job's tables in one target that somebody, or a schedule, asked for. Reads the target, and only that.
package struct SnapshotRequest: Sendable {
    package let job: Job
    package let target: Environment
    let tables: [String]
    let connector: Connector
    let snapshotter: Snapshotter
    let runner: Operator
    let lane: Lane<Session>

    /// `tables`: globs of the job's tables; empty is all of them.
    package init(
        job: Job, target: Environment, tables: [String], variables: [String: String], snapshotter: Snapshotter,
        runner: Operator, events: any EventSink
    ) {
        self.job = job
        self.target = target
        self.tables = tables
        self.snapshotter = snapshotter
        self.runner = runner
        let connector = Connector(
            environment: target, variables: variables, applicationName: "seedd snapshot \(runner.name)", events: events)
        self.connector = connector
        lane = Lane("snapshot") { cancellation in try connector.connect(cancellation) }
    }

    /// Takes it; where the newest snapshot that holds these tables holds the same rows, none is taken.
    package func take() async throws -> RequestedSnapshot {
        try await mappingErrors(subject: "job \(job.name)") {
            try await lane.run { session in try take(session) }
        }
    }

    private func take(_ session: borrowing Session) throws -> RequestedSnapshot {
        let clock = ContinuousClock()
        let start = clock.now
        let target = try connector.manifestTarget(DatabaseIdentity.read(session))
        let manifest = SnapshotManifest(
            createdAt: .now, job: job.name, reason: .requested, run: nil, seedd: runner.version, target: target)
        let contents = try TargetTables(job: job, to: self.target.name, tables: tables).contents(session)
        // One state of all tables; nobody is kept from writing.
        return try session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            // Before the first query fixes that state: a TRUNCATE after it would show as an empty table.
            try session.execute(lock(contents))
            let horizon = try TransactionHorizon.read(session)
            let taken = try snapshotter.takeUnlessUnchanged(of: contents, manifest: manifest, at: horizon, session)
            return RequestedSnapshot(
                job: job.name, environment: self.target.name, id: taken.id, isUnchanged: taken.isUnchanged,
                tables: contents.count, rows: taken.rows, storedBytes: taken.storedBytes,
                durationMs: Int(start.duration(to: clock.now) / .milliseconds(1)))
        }
    }

    private func lock(_ contents: [SnapshotContent]) -> SQL {
        let tables = contents.map { content -> SQL in
            let name = content.table.name
            let only: SQL = content.table.kind == .table ? "ONLY " : ""
            return "\(only)\(ident: name.schema).\(ident: name.name)"
        }
        return tables.isEmpty ? "SELECT" : "LOCK TABLE \(tables) IN ACCESS SHARE MODE"
    }
}
