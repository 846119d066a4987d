import Postgres
import SeedModel

/// Finds out, in the transaction of a plan, what a run has to do about rows that were promoted last.
struct BasePlanner {
    let job: String
    let isNarrowed: Bool
    let rules: [TableName: TableRule]
    let known: [TableName: KnownBase]

    /// After all decisions about rows.
    func fill(_ tables: inout [TablePlan], _ session: borrowing Session) throws {
        guard tables.contains(where: { isKept($0.target) || known[$0.target] != nil }) else { return }
        let snapshot = try session.rows("SELECT pg_catalog.pg_current_snapshot()").first?[0] ?? ""
        let exists = try session.rows("SELECT pg_catalog.to_regclass('seedd.base')").first?[0] != nil
        for index in tables.indices {
            let table = tables[index]
            guard isKept(table.target) else {
                if known[table.target] != nil { tables[index].base = PlannedBase(isKept: false, isStale: true) }
                continue
            }
            var base = PlannedBase(isKept: true, isStale: true, snapshot: snapshot)
            if let projection = table.projection, exists {
                let before = known[table.target] ?? KnownBase()
                if !isNarrowed {
                    base.gone = try gone(projection, session)
                    base.coverage = .init(key: projection.keyNames, filter: rules[table.target]?.filter)
                }
                base.retyped = before.retyped(projection.baseColumns)
                base.left = try digests(of: table.left, projection, session)
                base.isStale =
                    try base.gone.count > 0 || !base.retyped.isEmpty
                    || base.coverage.map { $0 != before.coverage } ?? false
                    || isStale(table, base.left, projection, session)
            } else if let projection = table.projection {
                if !isNarrowed {
                    base.coverage = .init(key: projection.keyNames, filter: rules[table.target]?.filter)
                }
                base.left = try digests(of: table.left, projection, session)
                if !table.isWholeCopy { base.isStale = table.targetRows > 0 }
            }
            tables[index].base = base
        }
    }

    /// A part of a table that the policy overwrites leaves the edits of the other rows known.
    private func isKept(_ table: TableName) -> Bool {
        (rules[table]?.onConflict ?? .source) != .source || isNarrowed && known[table] != nil
    }

    /// `keys` as `seedd.base` has them, which the server knows: the text of a key may not be what a comparison ships.
    private func digests(
        of keys: Spool, _ projection: Projection, _ session: borrowing Session
    ) throws -> Spool {
        var digests = SpoolWriter()
        var reader = Spool.Reader(keys)
        while true {
            var batch: [[String?]] = []
            while batch.count < 4000, let key = try reader.next() { batch.append(projection.codec.decode(key)) }
            guard !batch.isEmpty else { return try digests.finish() }
            let (list, join) = projection.joining(batch, projection.target)
            let digest = projection.keyDigest { projection.target.value(projection.columns[$0]) }
            let rows = try session.rows("SELECT \(digest) FROM \(list) JOIN \(projection.target.from) ON \(join)")
            for row in rows { try digests.append(Array((row[0] ?? "").utf8)) }
        }
    }

    private func gone(_ projection: Projection, _ session: borrowing Session) throws -> Spool {
        guard known[projection.target.table.name] != nil else { return .empty }
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
    private func isStale(
        _ table: TablePlan, _ leftRows: Spool, _ projection: Projection, _ session: borrowing Session
    ) throws -> Bool {
        guard let bases = BaseRows(job: job, projection) else { return false }
        var left: Set<String> = []
        var hasNew = false
        try table.changes.forEachRecord { record in
            hasNew = record.kind.isWritten || record.newBase != nil
            if record.before != nil { left.insert(bases.keyDigest(record)) }
            return !hasNew
        }
        guard !hasNew else { return true }
        var reader = Spool.Reader(leftRows)
        while let digest = try reader.next() { left.insert(String(decoding: digest, as: UTF8.self)) }
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
