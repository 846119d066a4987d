import Postgres
import SeedModel

/// Finds out, in the transaction of a plan, what a run has to do about rows that were promoted last.
struct BasePlanner {
    let job: String
    let isNarrowed: Bool
    let known: Set<TableName>

    /// After all decisions about rows.
    func fill(_ tables: inout [TablePlan], _ session: borrowing Session) throws {
        guard tables.contains(where: { $0.policy != .source || known.contains($0.target) }) else { return }
        let snapshot = try session.rows("SELECT pg_catalog.pg_current_snapshot()").first?[0] ?? ""
        let exists = try session.rows("SELECT pg_catalog.to_regclass('seedd.base')").first?[0] != nil
        for index in tables.indices {
            let table = tables[index]
            guard table.policy != .source else {
                if known.contains(table.target) { tables[index].base = PlannedBase(isKept: false, isStale: true) }
                continue
            }
            var base = PlannedBase(isKept: true, isStale: true, snapshot: snapshot)
            if let projection = table.projection, exists {
                if !isNarrowed { base.gone = try gone(projection, session) }
                base.isStale = try base.gone.count > 0 || isStale(table, projection, session)
            } else if !table.isWholeCopy {
                base.isStale = table.targetRows > 0
            }
            tables[index].base = base
        }
    }

    private func gone(_ projection: Projection, _ session: borrowing Session) throws -> Spool {
        guard known.contains(projection.target.table.name) else { return .empty }
        var gone = SpoolWriter()
        let condition = BaseTable.condition(job: job, table: projection.target.table.name)
        try session.send(
            """
            COPY (SELECT seedd_b.key_digest FROM seedd.base AS seedd_b WHERE \(condition) AND NOT EXISTS (
                SELECT FROM (\(projection.targetRows())) AS seedd_n WHERE seedd_n.key_digest = seedd_b.key_digest))
            TO STDOUT
            """)
        try session.beginCopyOut()
        var line: [UInt8] = []
        while try session.copyRow(into: &line) {
            line.removeLast()
            try gone.append(line)
            line.removeAll(keepingCapacity: true)
        }
        try session.finish()
        return try gone.finish()
    }

    /// Whether a row that is the source's was promoted otherwise: more rows than the plan leaves alone are not as promoted.
    private func isStale(_ table: TablePlan, _ projection: Projection, _ session: borrowing Session) throws -> Bool {
        guard let bases = BaseRows(job: job, projection) else { return false }
        var left: Set<String> = []
        var hasNew = false
        try table.changes.forEachRecord { record in
            hasNew = record.kind.isWritten || record.newBase != nil
            if record.before != nil { left.insert(bases.keyDigest(record)) }
            return !hasNew
        }
        guard !hasNew else { return true }
        let rows = try session.rows(
            """
            SELECT seedd_n.key_digest FROM (\(projection.targetRows())) AS seedd_n LEFT JOIN seedd.base AS seedd_b
                ON \(BaseTable.condition(job: job, table: table.target)) AND seedd_b.key_digest = seedd_n.key_digest
            WHERE seedd_b.row IS DISTINCT FROM seedd_n.row LIMIT \(left.count + 1)
            """)
        return rows.contains { row in row[0].map { !left.contains($0) } ?? false }
    }
}

extension ChangeRecord {
    /// What the row counts as promoted with the run, where that is neither what it counts as now nor what the target has:
    /// what the target's row took in from the source's.
    var newBase: [UInt8]? { edit?.newBase }
}
