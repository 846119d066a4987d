import Postgres
import SeedModel

/// Makes a plan of what a file holds and what the target is now.
struct PlanResumption: Sendable {
    /// Rows that an error names.
    private static let named = 5

    let entry: SavedPlans.Entry
    let job: Job
    let environment: Environment
    let skipsStale: Bool
    let connector: Connector

    private var saved: SavedPlan { entry.plan }
    private var subject: String { "job \(job.name)" }

    func plan(_ session: borrowing Session) throws -> Plan {
        guard JobDefinition.digest(job) == saved.definition else {
            throw SeedError(
                .refused, subject, "is not defined as it was when the plan was made; nothing was written",
                hint: "plan again")
        }
        let target = try connector.manifestTarget(DatabaseIdentity.read(session))
        guard saved.target.isSame(as: target) else {
            throw SeedError(
                .refused, subject,
                "the plan was made for another database (\(saved.target.database)) than \(environment.name) is now "
                    + "(\(target.database)); nothing was written", hint: "plan again")
        }
        return try session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            let catalog = JobCatalog(job: job, to: environment.name, options: saved.selection.options)
            let resolved = try catalog.read(saved.source, session)
            if let error = SeedError(findings: resolved.findings) { throw error }
            var plan = Plan(
                job: job.name, from: job.from, to: environment.name, tables: try tables(resolved), seed: saved.seed,
                foreignKeys: resolved.foreignKeys, narrowed: saved.narrowed)
            plan.seconds = saved.seconds
            try refuseRolledBack(&plan, session)
            return plan
        }
    }

    /// - Throws: `refused` where a table is compared or written otherwise than the plan was made for.
    private func tables(_ resolved: JobCatalog.Resolved) throws(SeedError) -> [TablePlan] {
        var tables: [TablePlan] = []
        for projection in resolved.projections {
            let name = projection.target.table.name
            guard let index = saved.tables.firstIndex(where: { $0.target == name }),
                saved.tables[index].projection == projection.fingerprint
            else { throw changed(name) }
            tables.append(saved.tables[index].plan(on: projection, entry.lists[index]))
        }
        for table in saved.tables where !tables.contains(where: { $0.target == table.target }) {
            throw changed(table.target)
        }
        return tables
    }

    private func changed(_ table: TableName) -> SeedError {
        SeedError(
            .refused, "\(table)", "has other columns or keys than when the plan was made; nothing was written",
            hint: "plan again")
    }

    /// What a rollback has undone since is not done again.
    private func refuseRolledBack(_ plan: inout Plan, _ session: borrowing Session) throws {
        let before = plan.tables
        try HeldChanges(job: job.name).mark(&plan.tables, session)
        guard !skipsStale else { return }
        for (old, new) in zip(before, plan.tables) where new.counts.held > old.counts.held {
            var kinds: [Bool] = []
            try old.changes.forEachRecord { record in
                kinds.append(record.kind.isWritten)
                return true
            }
            var keys: [String] = []
            var number = 0
            try new.changes.forEach { change in
                defer { number += 1 }
                if change.kind == .held, kinds[number] { keys.append(StaleRow.name(new.columns, change.key)) }
                return keys.count < Self.named
            }
            let rows = new.counts.held - old.counts.held
            throw SeedError(
                .refused, "\(new.target)",
                "\(rows.counted("row")) of the plan \(rows == 1 ? "was" : "were") put back by a rollback since it was "
                    + "made; nothing was written", hint: "plan again, or --skip-stale to apply the rest",
                detail: keys.joined(separator: "\n"))
        }
    }
}

extension SnapshotManifest.Target {
    /// As far as both say who they are.
    fileprivate func isSame(as now: Self) -> Bool {
        func agree(_ one: String?, _ other: String?) -> Bool { one == nil || other == nil || one == other }
        return environment == now.environment && database == now.database
            && agree(systemIdentifier, now.systemIdentifier) && agree(databaseOID, now.databaseOID)
    }
}
