import Postgres
import SeedModel

/// Keeps the rows of a job as a sync has promoted them, in the sync's transaction.
///
/// A row that the plan does not name was the source's when the plan was made, and is taken over from the target unless
/// somebody has written it since. A row that is left alone stays promoted as it was; of a merged one the source's row is
/// what was promoted, so that the target's part of it goes on counting as an edit.
struct BaseWriter {
    private static let planned: SQL = "pg_temp.seedd_base_plan"

    let plan: Plan
    let run: String

    func write(_ session: borrowing Session) throws {
        for table in plan.tables {
            guard let base = table.base else { continue }
            guard base.isKept else {
                try BaseTable.forget(job: plan.job, table: table.target, session)
                continue
            }
            guard let projection = table.projection, let bases = BaseRows(job: plan.job, projection) else { continue }
            try CoverageTable.forget(base.retyped, job: plan.job, table: table.target, session)
            try write(table, base, bases, session)
            guard let coverage = base.coverage else { continue }
            let columns = projection.baseColumns
            try CoverageTable.store(
                coverage, types: Dictionary(columns.map { ($0.name, $0.type) }) { first, _ in first }, job: plan.job,
                table: table.target, run: run, session)
        }
    }

    private func write(
        _ table: TablePlan, _ base: PlannedBase, _ bases: BaseRows, _ session: borrowing Session
    ) throws {
        try session.execute(
            """
            CREATE TEMPORARY TABLE seedd_base_plan (op pg_catalog."char", key_digest pg_catalog.text COLLATE "C",
                names pg_catalog.text[], vals pg_catalog.text[]) ON COMMIT DROP
            """)
        try fill(table, base, bases, session)
        try session.execute("ANALYZE \(Self.planned)")
        let condition = BaseTable.condition(job: plan.job, table: table.target)
        try session.execute(
            """
            DELETE FROM seedd.base AS seedd_b USING \(Self.planned) AS seedd_p
            WHERE \(condition) AND seedd_b.key_digest = seedd_p.key_digest
                AND (seedd_p.op = 'f' OR seedd_p.op = 'g' AND NOT EXISTS (SELECT FROM \(Self.planned) AS seedd_k
                    WHERE seedd_k.op <> 'g' AND seedd_k.key_digest = seedd_p.key_digest))
            """)
        let horizon = try TransactionHorizon.read(session)
        let isSettled = Self.isSettled(bases.projection.target, base.snapshot, next: horizon.next)
        try BaseTable.store(
            """
            (SELECT seedd_t.key_digest, seedd_t.row
            FROM (\(bases.projection.targetRows(["\(isSettled) AS settled"]))) AS seedd_t
            WHERE seedd_t.settled AND NOT EXISTS (SELECT FROM \(Self.planned) AS seedd_p
                WHERE seedd_p.op <> 'g' AND seedd_p.key_digest = seedd_t.key_digest
                    AND (seedd_p.op <> 'h' OR EXISTS (SELECT FROM seedd.base AS seedd_b
                        WHERE \(condition) AND seedd_b.key_digest = seedd_p.key_digest))))
            """, run: run, job: plan.job, table: table.target, session)
        try BaseTable.store(
            """
            (SELECT key_digest, pg_catalog.jsonb_object(names, vals) AS row FROM \(Self.planned) WHERE op = 's')
            """, run: run, job: plan.job, table: table.target, isAsPromoted: false, session)
        try session.execute("DROP TABLE \(Self.planned)")
    }

    /// `g` is gone from the target, `f` is there and counts as promoted by nobody, `k` counts as promoted as before, `h`,
    /// which a rollback put back, too, or else as it is, `s` as the values say.
    private func fill(
        _ table: TablePlan, _ base: PlannedBase, _ bases: BaseRows, _ session: borrowing Session
    ) throws {
        let columns = bases.projection.baseColumns.map(\.name)
        let compared = ColumnSelection(columns, of: table.columns)
        try session.copyIn("COPY \(Self.planned) FROM STDIN") { send in
            var buffer: [UInt8] = []
            func append(_ fields: [String?]) throws {
                buffer += CopyText.encode(fields)
                buffer.append(CopyText.newline)
                guard buffer.count >= 1 << 16 else { return }
                try send(buffer.span)
                buffer.removeAll(keepingCapacity: true)
            }
            var gone = Spool.Reader(base.gone)
            while let digest = try gone.next() { try append(["g", String(decoding: digest, as: UTF8.self), nil, nil]) }
            var left = Spool.Reader(base.left)
            while let digest = try left.next() { try append(["k", String(decoding: digest, as: UTF8.self), nil, nil]) }
            try table.changes.forEachRecord { record in
                let digest = bases.keyDigest(record)
                if let newBase = record.newBase, let compared {
                    let values = compared.values(of: newBase).map { $0.map { String(decoding: $0, as: UTF8.self) } }
                    try append(["s", digest, SQL.arrayText(columns), SQL.arrayText(values)])
                } else if record.edit?.forgetsBase == true, base.coverage != nil {
                    // Of a part of the table the row would be one that is not known at all, which the source overwrites.
                    try append(["f", digest, nil, nil])
                } else if !record.kind.isWritten {
                    try append([record.kind == .held ? "h" : "k", digest, nil, nil])
                } else if record.kind == .delete {
                    try append(["g", digest, nil, nil])
                }
                return true
            }
            if !buffer.isEmpty { try send(buffer.span) }
        }
    }

    /// Whether a row was there when the plan was made, or was written by this run; what others wrote since is theirs.
    ///
    /// `xmin` has the lower 32 bits of a transaction. One of this very transaction may lie behind `next`.
    private static func isSettled(_ side: Projection.Side, _ snapshot: String, next: UInt64) -> SQL {
        guard [.table, .partitioned].contains(side.table.kind) else { return "true" }
        let xmin: SQL = "\(side.alias).xmin"
        let full: SQL = "\(next) - ((\(next) - \(xmin)::pg_catalog.text::pg_catalog.int8) & 4294967295)"
        return """
            (\(xmin) = pg_catalog.pg_current_xact_id()::pg_catalog.xid OR CASE WHEN \(full) < 3 THEN true
                ELSE pg_catalog.pg_visible_in_snapshot((\(full))::pg_catalog.text::pg_catalog.xid8,
                    \(snapshot)::pg_catalog.pg_snapshot) END)
            """
    }
}
