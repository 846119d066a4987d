import Postgres
package import SeedModel

/// Compares a snapshot with its tables as they are now: with what a snapshot of the same columns would hold.
package struct LiveDiff: Sendable {
    let store: SnapshotStore
    let snapshot: SnapshotID
    let environment: Environment
    /// Globs of tables; empty is all of them.
    let tables: [String]
    let connector: Connector

    package init(
        from snapshot: SnapshotID, to environment: Environment, in store: SnapshotStore, tables: [String] = [],
        variables: [String: String], events: any EventSink
    ) {
        self.store = store
        self.snapshot = snapshot
        self.environment = environment
        self.tables = tables
        connector = Connector(
            environment: environment, variables: variables, applicationName: "seedd snapshots diff", events: events)
    }

    /// Writes nothing and takes no lock that a reader would not take.
    package func compare() async throws -> Difference {
        let connector = connector
        let lane = Lane<Session>("diff") { cancellation in try connector.connect(cancellation) }
        return try await mappingErrors(subject: "snapshot \(snapshot)") {
            try await lane.run { session in
                try session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") { try compare(session) }
            }
        }
    }

    private func compare(_ session: borrowing Session) throws -> Difference {
        let reader = try store.open(snapshot)
        let manifest = reader.manifest
        var difference = Difference(job: manifest.job, from: "snapshot \(snapshot)", to: environment.name)
        let names = try SavedTableSelection(tables).select(
            from: manifest.tables.map(\.table), of: "snapshot \(snapshot)")
        let target = try connector.manifestTarget(try DatabaseIdentity.read(session))
        let catalog = try catalog(of: Set(names), session)
        for saved in manifest.tables where names.contains(saved.table) {
            guard let live = catalog.tables[saved.table] else {
                difference.onlyInFrom.append(saved.table)
                continue
            }
            let now = saved.asSaved(of: live)
            let content = try SnapshotTable(now, in: catalog, environment: environment.name, session).projection
            guard let table = ComparedTable(saved, now), content.codec == table.codec else {
                difference.warn(saved.table, "is not compared: its match key is another one")
                continue
            }
            if let message = table.warning { difference.warn(saved.table, message) }
            let areDigestsComparable =
                saved.columns == now.columns && manifest.target.majorVersion == target.majorVersion
            let rows = LiveRows(projection: content, codec: table.codec)
            difference.plan.tables.append(
                areDigestsComparable
                    ? try compareDigests(saved, table, rows, reader, session)
                    : try compareRows(saved, table, rows, reader, session))
        }
        return try difference.requiringTables()
    }

    private func catalog(of names: Set<TableName>, _ session: borrowing Session) throws -> Catalog {
        try session.send(CatalogReader.relations)
        let found = try CatalogReader.receiveRelations(session).filter { names.contains($0.name) }
        return try CatalogReader.read(found, from: session)
    }
}

extension SnapshotManifest.Table {
    /// The table as a snapshot of today would describe it, as far as it has the same columns.
    fileprivate func asSaved(of live: CatalogTable) -> Self {
        var table = self
        table.kept = nil
        table.columns = columns.compactMap { column in
            live.column(column.name).flatMap { now in
                now.isGenerated ? nil : Column(name: now.name, type: now.type)
            }
        }
        let names = Set(table.columns.map(\.name))
        table.key = key.filter(names.contains)
        return table
    }
}
