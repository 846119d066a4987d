import Postgres
import SeedModel

extension WholeCopy {
    /// Compares the digests of both tables; returns the columns that a trigger set to the time of the copy.
    func compareDigests(_ projection: Projection, _ pair: borrowing SessionPair) throws -> Set<String> {
        if try isCopy(projection, pair) { return [] }
        let changed = try differingColumns(projection, pair)
        guard try isTouched(changed, projection, pair.target), try isCopy(projection.leaving(Set(changed)), pair) else {
            throw rewritten(projection, columns: changed)
        }
        return Set(changed)
    }

    private func isCopy(_ projection: Projection, _ pair: borrowing SessionPair) throws -> Bool {
        try pair.source.send(projection.tableDigest(projection.source, seed: seed))
        try pair.target.send(projection.tableDigest(projection.target, seed: seed))
        let source = try TableDigest(pair.source.nextRows())
        let target = try TableDigest(pair.target.nextRows())
        try pair.source.finish()
        try pair.target.finish()
        return source == target
    }

    /// Whether these columns hold nothing but times of this transaction. Digests tell no row from the next, so a trigger
    /// that sets them in some rows only is not known from one that does other things.
    private func isTouched(
        _ names: [String], _ projection: Projection, _ target: borrowing Session
    ) throws -> Bool {
        let times = projection.columns.filter { names.contains($0.name) }
            .map { $0.isOfThisTransaction(projection.target.value($0)) }
        guard !names.isEmpty, !times.contains(where: { $0 == nil }) else { return false }
        let isNow: SQL = .joined(times.compactMap(\.self), separator: " AND ")
        return try target.rows("SELECT FROM \(projection.target.from) WHERE NOT (\(isNow)) LIMIT 1").isEmpty
    }

    func rewritten(_ projection: Projection, columns: [String] = []) -> SeedError {
        .rewritten(
            projection, "holds other rows than were copied", columns: columns, environment: "the target")
    }

    /// Those of whose values the sums of digests differ.
    private func differingColumns(_ projection: Projection, _ pair: borrowing SessionPair) throws -> [String] {
        func sums(_ side: Projection.Side) -> SQL {
            let sums = projection.columns.map { column -> SQL in
                let value = column.digested(side.value(column), throughUTF8: projection.hashesThroughUTF8)
                return "pg_catalog.sum(pg_catalog.hash_record_extended(ROW(\(value)), \(seed)))"
            }
            return "SELECT \(sums) FROM \(side.from)\(side.whereClause)"
        }
        let source = try pair.source.rows(sums(projection.source)).first ?? []
        let target = try pair.target.rows(sums(projection.target)).first ?? []
        return projection.columns.indices.filter { projection.columns[$0].isCompared && source[$0] != target[$0] }
            .map { projection.columns[$0].name }
    }
}
