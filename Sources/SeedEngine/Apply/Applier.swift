package import Postgres
package import SeedModel

/// Carries out a plan in one transaction of the target: whole, or not at all.
package struct Applier {
    let plan: Plan
    let run: RunContext
    let snapshotter: Snapshotter
    let events: any EventSink

    package init(plan: Plan, run: RunContext, snapshotter: Snapshotter, events: any EventSink) {
        self.plan = plan
        self.run = run
        self.snapshotter = snapshotter
        self.events = events
    }

    private var changing: [TablePlan] { plan.tables.filter { $0.counts.changes > 0 } }

    /// `reconnect`: a new session to the target, to find out whether a commit happened whose answer was lost.
    /// `wholeCopy`: streams the rows of a table that is copied whole and returns columns that triggers set.
    /// Returns the id of the snapshot taken before.
    package func apply(
        _ session: borrowing Session, approval: consuming Approval, reconnect: () throws -> Session,
        wholeCopy: (TablePlan) throws -> Set<String>
    ) throws -> String {
        try WritableTarget.require(plan.to, session)
        try ReplicaRole.require(for: plan, session)
        try snapshotter.store.prepare()
        let hold = try snapshotter.store.hold()
        defer { extendLifetime(hold) }
        FaultPoint.reached("before-lock")
        try Lease.take(job: plan.job, environment: plan.to, session)
        defer { Lease.release(job: plan.job, session) }
        events.receive(.applying(job: plan.job, changes: plan.counts.changes))

        var snapshot = ""
        do {
            try session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE") {
                snapshot = try inTransaction(session, approval: approval, wholeCopy: wholeCopy)
                FaultPoint.reached("before-commit")
                FaultPoint.arm("during-commit")
            }
        } catch let error as PostgresError where error.duringCommit && error.kind == .connectionLost {
            try CommitResolution(run: run.id, environment: plan.to).resolve(reconnect, after: error)
        } catch {
            guard sqlState(of: error) == "55P03" else { throw plan.explainingHolds(error) }
            let tables = changing.compactMap { $0.projection?.target.table }
            throw TableLocks.naming((try? TableLocks.holders(of: tables, session)) ?? [], in: error, subject: plan.to)
        }
        return snapshot
    }

    private func inTransaction(
        _ session: borrowing Session, approval: borrowing Approval, wholeCopy: (TablePlan) throws -> Set<String>
    ) throws -> String {
        let changing = changing
        try TableLocks.take(changing.compactMap { $0.projection?.target.table }, events, session)
        let watermarks = try WatermarkWriter(plan: plan, locked: changing, session)
        let horizon = try TransactionHorizon.read(session)
        // Joins of many staged rows with a large table stay in memory.
        try session.execute("SET LOCAL work_mem = '64MB'")
        try ReplicaRole.leave(session, environment: plan.to)
        let started = try startedAt(session)
        try SeeddSchema.ensure(environment: plan.to, session)
        guard try !RunHistory.contains(run: run.id, session) else {
            throw SeedError(.refused, "run \(run.id)", "is recorded already; it is not carried out twice")
        }
        var staged = try changing.indices.compactMap { try stage(changing[$0], number: $0, session) }
        try ReferenceResolution(staged: staged, environment: plan.to).resolve(session)
        try Recheck(plan: plan, environment: plan.to, events: events, skipsStale: run.skipsStale).verify(
            staged, session)
        try OutsideReferences(plan: plan, staged: staged).verify(session)
        try MissingParents(plan: plan, staged: staged).verify(session)
        staged = try ContestedValues(plan: plan, staged: staged).decide(session)

        let byName = Dictionary(staged.map { ($0.plan.target, $0) }, uniquingKeysWith: { first, _ in first })
        let contents = changing.compactMap { table in
            table.projection.map { projection in
                SnapshotContent(
                    projection, numbered: table.numbered, translations: table.translations,
                    including: byName[table.target])
            }
        }
        let receipt = try snapshotter.take(of: contents, manifest: manifest, at: horizon, session)
        let snapshot = receipt.id.description
        FaultPoint.reached("after-snapshot")
        let translated = run.kind == .rollback ? try TranslatedChanges(of: plan, session) : nil
        let siblings = try SiblingRows(plan: plan, of: staged, session)
        let references = ReplicaReferences(plan, staged)
        try references.keep(session)
        var touched = try Writer(plan: plan, staged: staged, events: events).write(
            session, approval: approval, guardedBy: receipt, wholeCopy: wholeCopy)
        FaultPoint.reached("mid-write")
        try settleDeferred(session)
        let verification = Verification(plan: plan, environment: plan.to, events: events)
        touched.merge(try verification.verify(staged, session)) { $0.union($1) }
        try references.verify(session)
        if run.kind == .sync { try verification.verifyFilters(staged, session) }
        try siblings.verify(session)
        try verifyContent(changing, staged, touched, session)
        try note(touched, session)
        try RunHistory.record(
            RunRecord(
                id: run.id, job: plan.job, kind: run.kind, from: plan.from, to: plan.to, startedAt: started,
                counts: plan.counts, snapshot: snapshot, rolledBackTo: run.rolledBackTo,
                operatorName: run.operatorName, version: run.version),
            tables: plan.tables, session)
        switch run.kind {
        case .sync:
            try PromotedHolds(plan: plan).lift(session)
            try BaseWriter(plan: plan, run: run.id).write(session)
            try watermarks.store(session)
            if run.isSaved { try watermarks.forgetNewer(session) }
        case .rollback:
            try watermarks.forgetChanged(session)
            try RollbackHolds(
                plan: try translated?.plan(session) ?? plan, run: run.id, snapshot: run.rolledBackTo,
                sourceStates: run.sourceStates
            ).record(session)
            try RestoredBase(plan: plan, run: run.id).write(staged, session)
        }
        try Sequences.advance(changing, session)
        return snapshot
    }

    /// Constraints and constraint triggers that would wait for COMMIT act now, while what they do is still looked at.
    private func settleDeferred(_ session: borrowing Session) throws {
        do throws(PostgresError) {
            try session.execute("SET CONSTRAINTS ALL IMMEDIATE")
        } catch {
            var error = error
            error.duringCommit = error.kind == .server
            throw error
        }
    }

    /// A run's own lock, held to its end: whoever gets it after a lost COMMIT knows that the run is over.
    private func startedAt(_ session: borrowing Session) throws -> String {
        let rows = try session.rows(
            """
            SELECT pg_catalog.pg_advisory_xact_lock(\(CommitResolution.lockKey(run.id))),
                pg_catalog.clock_timestamp()::pg_catalog.text
            """)
        return rows.first?[1] ?? ""
    }

    private var manifest: SnapshotManifest {
        SnapshotManifest(
            createdAt: .now, job: plan.job, reason: run.kind == .sync ? .beforeSync : .beforeRollback, run: run.id,
            seedd: run.version, target: run.target)
    }

    private func stage(_ table: TablePlan, number: Int, _ session: borrowing Session) throws -> StagedTable? {
        // Encodings that differ may have no room for a character; which one is found out after a savepoint.
        let probes = table.projection?.hashesThroughUTF8 == true
        if probes { try session.execute("SAVEPOINT seedd_stage") }
        do {
            let staged = try Stager.stage(table, number: number, events, session)
            // Rows written within it would carry another transaction id than the run's, by which they are known.
            if probes { try session.execute("RELEASE SAVEPOINT seedd_stage") }
            return staged
        } catch let error as PostgresError where error.kind == .server {
            throw StagingFailure(plan: table, error: error).named { value in
                guard probes, (try? session.execute("ROLLBACK TO SAVEPOINT seedd_stage")) != nil else { return true }
                return (try? session.rows("SELECT \(String(decoding: value, as: UTF8.self))")) != nil
            }
        }
    }
}
