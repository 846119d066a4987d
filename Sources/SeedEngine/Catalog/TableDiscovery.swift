import Postgres
package import SeedModel

/// The tables of a database as `seedd init` lists them: with the columns that identify a row.
package struct TableDiscovery: Sendable {
    private let lane: Lane<Session>

    package init(_ connection: ConnectionString, variables: [String: String], events: any EventSink) {
        // A keyword string may hold a dollar sign that is meant; the variable's value is taken as it is.
        let name = "SEEDD_INIT_FROM"
        let connector = Connector(
            environment: Environment(name: "--from", location: .variable(name)),
            variables: variables.merging([name: connection.libpq]) { $1 }, applicationName: "seedd init", events: events
        )
        lane = Lane("init") { cancellation in try connector.connect(cancellation) }
    }

    package func tables() async throws(SeedError) -> [ConfigurationTemplate.Table] {
        try await mappingErrors(subject: "--from") {
            try await lane.run { session in
                try session.send(CatalogReader.relations)
                let found = try CatalogReader.receiveRelations(session).filter { table in
                    !table.isPartition && (table.kind == .table || table.kind == .partitioned)
                }
                let catalog = try CatalogReader.read(found, from: session)
                let parents = Set(catalog.foreignKeys.map(\.parent))
                return catalog.tables.values.sorted { $0.name < $1.name }.map { table in
                    Self.describe(table, isReferenced: parents.contains(table.name))
                }
            }
        }
    }

    static func describe(_ table: CatalogTable, isReferenced: Bool) -> ConfigurationTemplate.Table {
        let tracking = table.tracking
        let natural = table.naturalKey
        guard let primary = table.primaryKey else {
            return .init(
                name: table.name, match: natural?.columns ?? [], tracking: tracking,
                note: natural.map { "no primary key; matched by the unique index \($0.name)" })
        }
        guard table.isNumbered(primary) else { return .init(name: table.name, match: primary, tracking: tracking) }
        let number = primary.joined(separator: ", ")
        guard let natural, !isReferenced else {
            return .init(
                name: table.name, match: primary, tracking: tracking,
                note: "\(number) is numbered by each database: right only where both number alike")
        }
        return .init(
            name: table.name, match: natural.columns, tracking: tracking,
            note: "\(number) is numbered by each database; matched by the unique index \(natural.name)")
    }
}

extension CatalogTable {
    /// Names that applications give to a column they set on every change, best first.
    private static let trackingNames = [
        "updated_at", "modified_at", "changed_at", "last_update", "last_updated", "last_modified", "updated",
        "modified",
        "modified_date", "update_time", "updated_on", "modified_on",
    ]

    /// A time that is set on every change, going by its name and type.
    fileprivate var tracking: String? {
        let times = columns.filter { $0.baseType == "timestamptz" || $0.baseType == "timestamp" }.map(\.name)
        return Self.trackingNames.lazy.compactMap { name in times.first { $0.lowercased() == name } }.first
    }

    /// A unique index over columns that are never null and mean something.
    fileprivate var naturalKey: CatalogKey? {
        keys.first { key in
            !key.isPrimary && key.isPlain && !isNumbered(key.columns)
                && key.columns.allSatisfy { column($0)?.isNotNull == true }
        }
    }

    /// Each database gives these values out by itself.
    fileprivate func isNumbered(_ names: [String]) -> Bool {
        names.contains { name in
            guard let column = column(name) else { return false }
            return column.sequence != nil || column.identity != .no || (column.hasDefault && column.baseType == "uuid")
        }
    }
}
