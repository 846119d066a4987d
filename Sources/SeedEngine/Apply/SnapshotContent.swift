import Crypto
import Postgres
import SeedModel

/// What a snapshot keeps of a table: every column a row can be restored from, in match-key order.
struct SnapshotContent {
    /// The saved columns, match key first, then the table's order; all of them digested. Generated columns compute
    /// themselves and are not among them.
    let projection: Projection
    /// Those that the job does not write: its ignored ones, the target's own, ids it numbers by itself.
    let kept: [String]
    private let numbered: [String]
    private let translations: [SnapshotManifest.Translation]
    private let sourceName: String?
    /// Which rows are kept; all of them have to hold.
    let conditions: [SQL]

    /// The rows inside the filters of a comparison and, where a rollback reaches further, those that `staged` is about to
    /// change.
    ///
    /// `saved` and `translations` are those of a snapshot that is put back, whose columns are compared as they are.
    init(
        _ compared: Projection, numbered saved: Set<String> = [], translations: [SnapshotManifest.Translation] = [],
        including staged: StagedTable? = nil
    ) {
        let side = compared.target
        // The columns as they are, whatever they are compared as: a snapshot can be put back without looking anything up.
        let names = compared.keyColumns
        let key = names.compactMap(side.table.column)
        let rest = side.table.columns.filter { !names.contains($0.name) && !$0.isGenerated }
        let columns = (key + rest).map { ProjectedColumn(column: $0) }
        projection = Projection(
            source: side, target: side, mode: .mirror, columns: columns, keyCount: key.count, hashesThroughUTF8: false)
        let written = Set(compared.columns.filter(\.isCompared).flatMap(\.heldIn))
        let ids = Set((side.table.primaryKey ?? []) + compared.numbered.map(\.name))
        numbered = columns.map(\.name).filter { saved.contains($0) || ids.contains($0) && !written.contains($0) }
        kept = columns.map(\.name).filter { !ids.contains($0) && !written.contains($0) }
        self.translations = compared.references.isEmpty ? translations : compared.translations
        let source = compared.source.table.name
        sourceName = source == side.table.name ? nil : "\(source)"
        if let staged, !side.filters.isEmpty {
            let isStaged: SQL = "EXISTS (SELECT FROM \(staged.from) WHERE \(staged.sameKey))"
            conditions = ["(\(side.conditions, separator: " AND ") OR \(isStaged))"]
        } else {
            conditions = side.conditions
        }
    }

    private var side: Projection.Side { projection.target }
    var table: CatalogTable { side.table }

    /// Every row with its digest in front.
    func digestedRows(seed: Int64) -> SQL {
        let order = projection.key.map { $0.lineOrder(side) }
        return """
            COPY (SELECT \(projection.addableDigest(seed: seed, side.value)), \(projection.columns.map(side.value))
            FROM \(side.from)\(SQL.whereClause(conditions)) ORDER BY \(order)) TO STDOUT
            """
    }

    var description: SnapshotManifest.Table {
        SnapshotManifest.Table(
            table.name, sourceName: sourceName,
            filter: side.filters.isEmpty ? nil : side.filters.map { "(\($0)\n)" }.joined(separator: " AND "),
            key: projection.keyNames, columns: projection.columns.map { .init(name: $0.name, type: $0.type) },
            kept: kept, numbered: numbered,
            translations: translations, keyOrder: projection.codec.orders, fingerprint: fingerprint)
    }

    /// SHA-256 over the columns' names and types.
    private var fingerprint: String {
        SHA256.digest(of: projection.columns.map { "\($0.name)\u{0}\($0.type)\u{0}" }.joined()).description
    }
}
