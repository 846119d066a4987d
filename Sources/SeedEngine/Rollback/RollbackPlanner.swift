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
    let connector: Connector
    let events: any EventSink

    /// The plan, and what the tables that go back whole must come to.
    func plan(
        _ session: borrowing Session
    ) throws -> (plan: Plan, expected: [TableName: SavedContent]) {
        let reader = try store.open(snapshot)
        let manifest = reader.manifest
        let identity = try DatabaseIdentity.read(session)
        try refuseOtherDatabase(manifest, identity)
        let target = try connector.manifestTarget(identity)
        return try session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            let wanted = try selected(manifest)
            let catalog = try catalog(of: wanted, session)
            let xid = try RunHistory.transaction(ofRun: manifest.run, session)
            let runs = try RunTransactions.read(job: manifest.job, session)
            let seed = Int64.random(in: .min ... .max)
            let graph = TableGraph(tables: wanted.map(\.table), foreignKeys: catalog.foreignKeys)
            let position = try RollbackPosition(
                saved: manifest.target, now: target, tables: Array(catalog.tables.values), session)
            var plans: [TablePlan] = []
            var expected: [TableName: SavedContent] = [:]
            for index in graph.parentsFirst.flatMap(\.self) {
                let table = try SnapshotTable(wanted[index], in: catalog, environment: environment, session)
                plans.append(try table.plan(from: reader, seed: seed, xid: xid, runs: runs, at: position, session))
                expected[wanted[index].table] = table.content(at: position)
            }
            if !only.isEmpty { plans = try SelectedRows(only: only, snapshot: snapshot).select(from: plans) }
            let plan = Plan(
                job: manifest.job, from: "snapshot \(snapshot)", to: environment, tables: plans, seed: seed,
                foreignKeys: catalog.foreignKeys, narrowed: !only.isEmpty)
            // A selection leaves the other rows as they are, so the table is not the snapshot's.
            return (plan, plan.narrowed ? [:] : expected)
        }
    }

    private func selected(_ manifest: SnapshotManifest) throws -> [SnapshotManifest.Table] {
        for pattern in tables where !manifest.tables.contains(where: { Glob(pattern).selects($0.table) }) {
            throw SeedError(
                .notFound, "table \(pattern)", "is not in snapshot \(snapshot)",
                hint: EditDistance.hint(for: pattern, among: manifest.tables.map { "\($0.table)" }))
        }
        guard !tables.isEmpty else { return manifest.tables }
        return manifest.tables.filter { table in tables.contains { Glob($0).selects(table.table) } }
    }

    private func catalog(of tables: [SnapshotManifest.Table], _ session: borrowing Session) throws -> Catalog {
        try session.send(CatalogReader.relations)
        let names = Set(tables.map(\.table))
        let found = try CatalogReader.receiveRelations(session).filter { names.contains($0.name) }
        return try CatalogReader.read(found, from: session)
    }

    /// A snapshot belongs to the database it was taken of.
    private func refuseOtherDatabase(_ manifest: SnapshotManifest, _ identity: DatabaseIdentity) throws {
        let isOther =
            manifest.target.database != identity.database
            || (manifest.target.systemIdentifier != nil && identity.systemIdentifier != nil
                && manifest.target.systemIdentifier != identity.systemIdentifier)
        guard isOther else { return }
        throw SeedError(
            .refused, "snapshot \(snapshot)",
            "is of another database (\(manifest.target.database)) than \(environment) is now (\(identity.database))",
            hint: "point the environment at the database the snapshot was taken of")
    }
}
