import Postgres
import SeedModel

/// A table of a snapshot beside the table as it is now.
struct SnapshotTable {
    let saved: SnapshotManifest.Table
    let projection: Projection

    /// - Throws: `configuration` that names the columns which no longer fit.
    init(
        _ saved: SnapshotManifest.Table, in catalog: Catalog, environment: String, _ session: borrowing Session
    ) throws {
        self.saved = saved
        guard let table = catalog.tables[saved.table] else {
            throw SeedError(.configuration, "\(saved.table)", "is in the snapshot, but not in \(environment)")
        }
        var columns: [ProjectedColumn] = []
        var problems: [String] = []
        for column in saved.columns {
            guard let now = table.column(column.name), !now.isGenerated else {
                problems.append("column \(column.name) is gone")
                continue
            }
            if now.type != column.type {
                problems.append("column \(column.name) was \(column.type) and is \(now.type)")
            }
            columns.append(ProjectedColumn(column: now))
        }
        guard problems.isEmpty else {
            throw SeedError(
                .configuration, "\(saved.table)",
                "does not fit the snapshot any more: " + problems.joined(separator: ", "),
                hint: "restore by hand: zstd -dc \(saved.file) | psql -c \"COPY … FROM STDIN\"")
        }
        let side = Projection.Side(
            table: table, filters: saved.filter.map { [$0] } ?? [], isSource: false,
            sortsThroughUTF8: JobCatalog.sortsThroughUTF8(session),
            sourceName: saved.sourceName.map { TableName(text: $0).name })
        projection = Projection(
            source: side, target: side, mode: .mirror, columns: columns, keyCount: saved.key.count,
            hashesThroughUTF8: false)
    }

    /// Merges the rows of the file with those of the table; both come in key order.
    func plan(
        from reader: borrowing SnapshotReader, seed: Int64, _ session: borrowing Session
    ) throws -> TablePlan {
        var merge = SnapshotMerge(codec: projection.codec)
        try session.send(projection.digestedRows(seed: seed))
        try session.beginCopyOut()
        do {
            try merge.advance(session)
            try reader.readTable(saved, lines: { line in try merge.see(line, session) })
            try merge.finish(session)
        } catch {
            session.abandon()
            throw error
        }
        try session.finish()
        let (changes, counts) = try merge.result(keyCount: projection.keyCount)
        return TablePlan(
            projection, counts: counts, sourceRows: saved.rows, targetRows: merge.liveRows, changes: changes)
    }
}

extension Projection {
    /// Every row as COPY text in key order, its digest in front.
    fileprivate func digestedRows(seed: Int64) -> SQL {
        """
        COPY (SELECT \(rowDigest(seed: seed, target.value)), \(columns.map(target.value))
        FROM \(target.from)\(target.whereClause) ORDER BY \(order(target))) TO STDOUT
        """
    }
}
