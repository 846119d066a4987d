import Postgres
import SeedModel

/// Compares a snapshot with the tables it is of and plans what would bring its rows back; writes nothing.
struct RollbackPlanner {
    let store: SnapshotStore
    let snapshot: SnapshotID
    let environment: String
    /// Globs of target tables; empty is all tables of the snapshot.
    let tables: [String]
    /// Only rows with these values; empty is all rows.
    let only: [(column: String, values: [String])]
    /// As configured now; that of the snapshot says what its triggers may do.
    let jobs: [Job]
    /// Another database than the snapshot's is meant.
    let forcesTarget: Bool
    let connector: Connector
    let events: any EventSink

    func plan(_ session: borrowing Session) throws -> Rollback.Planned {
        let reader = try store.open(snapshot)
        let manifest = reader.manifest
        let identity = try DatabaseIdentity.read(session)
        let isOther = manifest.target.isOther(than: identity)
        if isOther { try requireForce(manifest, identity) }
        let target = try connector.manifestTarget(identity)
        return try session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            let wanted = try selected(manifest)
            let catalog = try RollbackTables(wanted: wanted, environment: environment).read(session)
            // Another database's transactions have other numbers, whatever a copied history says.
            let numbersDiffer = isOther || manifest.target.isReplaced(by: target)
            let undone = numbersDiffer ? UndoneRuns.none : try UndoneRuns.read(of: manifest, session)
            let runs = numbersDiffer ? RunTransactions.none : try RunTransactions.read(job: manifest.job, session)
            let touched = try TouchedTable.read(job: manifest.job, session)
            let seed = Int64.random(in: .min ... .max)
            let graph = TableGraph(tables: wanted.map(\.table), foreignKeys: catalog.foreignKeys)
            let position = try RollbackPosition(
                saved: manifest.target, now: target, isOtherDatabase: isOther, tables: Array(catalog.tables.values),
                session)
            var plans: [TablePlan] = []
            var expected: [TableName: SavedContent] = [:]
            var drifts: [TableName: SchemaDrift] = [:]
            for index in graph.parentsFirst.flatMap(\.self) {
                let table = try SnapshotTable(
                    wanted[index], in: catalog, environment: environment, hasOthers: manifest.tables.count > 1,
                    triggers: jobs.first { $0.name == manifest.job }?.triggers(of: wanted[index]) ?? .fire, session)
                var plan = try table.plan(
                    from: reader, seed: seed, undone: undone, runs: runs, at: position,
                    JobEvents(manifest.job, events), session)
                plan.touched = touched[wanted[index].table] ?? []
                plan.translations = table.saved.translations ?? []
                plan.numbered = Set(table.saved.numbered ?? [])
                plans.append(plan)
                expected[wanted[index].table] = table.content(at: position)
                drifts[wanted[index].table] = table.drift
            }
            if !only.isEmpty { plans = try SelectedRows(only: only, snapshot: snapshot).select(from: plans) }
            try note(drifts, in: &plans, isOther: isOther)
            let plan = Plan(
                job: manifest.job, from: "snapshot \(snapshot)", to: environment, tables: plans, seed: seed,
                foreignKeys: catalog.foreignKeys, narrowed: !only.isEmpty)
            return Rollback.Planned(
                plan: plan,
                // A selection leaves the other rows as they are, so the table is not the snapshot's.
                expected: plan.narrowed ? [:] : expected,
                references: try PlannedReferences(plan: plan).findings(session),
                drifted: Set(drifts.filter { !$0.value.isNone }.keys),
                unrecordedDeletes: try UnrecordedDeletes.count(in: plan))
        }
    }

    private func selected(_ manifest: SnapshotManifest) throws -> [SnapshotManifest.Table] {
        let names = try SavedTableSelection(tables).select(
            from: manifest.tables.map(\.table), of: "snapshot \(snapshot)")
        return names.compactMap(manifest.table)
    }

    /// Tells what the tables have become since, once it is known which rows go back.
    private func note(_ drifts: [TableName: SchemaDrift], in plans: inout [TablePlan], isOther: Bool) throws {
        for index in plans.indices {
            let table = plans[index].target
            guard let drift = drifts[table] else { continue }
            let inserts = plans[index].counts.insert
            try drift.requireValues(forInserts: inserts, into: table)
            try EnumLabels(of: drift.columns, in: plans[index]).verify()
            plans[index].notes += drift.notes(inserts: inserts)
            for note in plans[index].notes { events.receive(.warning(subject: "\(table)", message: note)) }
            guard drift.changesRows || isOther else { continue }
            events.receive(
                .remark(
                    subject: "\(table)",
                    message: "what is written is read back; the table as a whole is not compared with the snapshot's "
                        + "digest, which is of \(isOther ? "another database" : "other columns")"))
        }
    }

    /// A snapshot belongs to the database it was taken of.
    private func requireForce(_ manifest: SnapshotManifest, _ identity: DatabaseIdentity) throws {
        guard !forcesTarget else {
            events.receive(
                .warning(
                    subject: "snapshot \(snapshot)",
                    message: "is of another database (\(manifest.target.database)) than \(environment) is now "
                        + "(\(identity.database)), and put back all the same"))
            return
        }
        throw SeedError(
            .refused, "snapshot \(snapshot)",
            "is of another database (\(manifest.target.database)) than \(environment) is now (\(identity.database))",
            hint: "point the environment at the database the snapshot was taken of; --force-target if this one is meant"
        )
    }
}

extension SnapshotManifest.Target {
    fileprivate func isOther(than identity: DatabaseIdentity) -> Bool {
        database != identity.database
            || (systemIdentifier != nil && identity.systemIdentifier != nil
                && systemIdentifier != identity.systemIdentifier)
    }

    /// Dropped, created again under its name and filled from a copy.
    fileprivate func isReplaced(by now: Self) -> Bool {
        databaseOID != nil && now.databaseOID != nil && databaseOID != now.databaseOID
    }
}
