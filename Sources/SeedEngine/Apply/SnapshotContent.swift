import Crypto
import Postgres
import SeedModel

/// What a snapshot keeps of a table: every column a row can be restored from, in match-key order.
struct SnapshotContent {
    let side: Projection.Side
    let key: [ProjectedColumn]
    /// Match key first, then the table's order; generated columns compute themselves.
    let columns: [CatalogColumn]
    /// Those of `columns` that the job does not write: its ignored ones, the target's own, ids it numbers by itself.
    let kept: [String]
    private let orderBy: SQL

    /// `names` are the columns of an older snapshot to compare with; by default all that are not generated.
    init(_ projection: Projection, columns names: [String]? = nil) {
        side = projection.target
        key = Array(projection.key)
        let key = projection.keyNames
        let rest = side.table.columns.filter { !key.contains($0.name) && !$0.isGenerated }.map(\.name)
        columns = (names ?? key + rest).compactMap(side.table.column)
        let compared = Set(projection.columns.filter(\.isCompared).map(\.name))
        kept = columns.map(\.name).filter { !compared.contains($0) }
        orderBy = projection.order(side)
    }

    var values: [SQL] { columns.map { "\(side.alias).\(ident: $0.name)" } }

    /// The rows inside the filters and, where a rollback reaches further, those that `staged` is about to change.
    func copy(including staged: StagedTable? = nil) -> SQL {
        var condition = side.whereClause
        if let staged, !side.filters.isEmpty {
            condition = "\(condition) OR EXISTS (SELECT FROM \(staged.from) WHERE \(staged.sameKey))"
        }
        return "COPY (SELECT \(values) FROM \(side.from)\(condition) ORDER BY \(orderBy)) TO STDOUT"
    }

    func description(of table: TablePlan) -> SnapshotManifest.Table {
        SnapshotManifest.Table(
            table.target, sourceName: table.source == table.target ? nil : "\(table.source)",
            filter: side.filters.isEmpty ? nil : side.filters.map { "(\($0)\n)" }.joined(separator: " AND "),
            key: key.map(\.name), columns: columns.map { .init(name: $0.name, type: $0.type) },
            kept: kept, fingerprint: Self.fingerprint(columns))
    }

    /// SHA-256 over the columns' names and types.
    static func fingerprint(_ columns: [CatalogColumn]) -> String {
        SHA256.digest(of: columns.map { "\($0.name)\u{0}\($0.type)\u{0}" }.joined()).description
    }

    /// The digest that a snapshot of the table as it is now would have.
    func digest(_ session: borrowing Session) throws -> String {
        var hash = SHA256()
        try session.copyOut(copy()) { hash.update($0) }
        return hash.finalize().description
    }
}
