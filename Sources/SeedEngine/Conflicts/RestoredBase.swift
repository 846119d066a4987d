import Postgres
import SeedModel

/// Counts the rows that a rollback puts back as promoted so, in its transaction, where any are kept.
///
/// Whoever releases them then promotes what the source has, without a conflict. A column that the target had edited goes
/// on counting as edited.
struct RestoredBase {
    private static let edited: SQL = "pg_temp.seedd_base_edited"

    let plan: Plan
    let run: String

    func write(_ staged: [StagedTable], _ session: borrowing Session) throws {
        let known = try BaseTable.tables(
            of: plan.job, among: staged.map(\.plan.target),
            isNeeded: plan.tables.contains { $0.policy != .source }, session)
        for table in staged where known[table.plan.target] != nil {
            let digest = table.projection.keyDigest { table.value($0) }
            try session.execute(
                """
                DELETE FROM seedd.base AS seedd_b USING (SELECT \(digest) AS key_digest FROM \(table.from)
                    WHERE \(StagedTable.alias).op = 'd') AS seedd_p
                WHERE \(BaseTable.condition(job: plan.job, table: table.plan.target))
                    AND seedd_b.key_digest = seedd_p.key_digest
                """)
            // A rollback writes references as they are stored, a sync compares them by the row they lead to. What a base
            // does not have counts as not edited.
            let references = Set(plan.foreignKeys.filter { $0.child == table.plan.target }.flatMap(\.childColumns))
            let columns = table.columns.filter { !references.contains($0.name) }
            try session.execute(
                """
                CREATE TEMPORARY TABLE seedd_base_edited (key_digest pg_catalog.text COLLATE "C", row pg_catalog.jsonb)
                    ON COMMIT DROP
                """)
            try collectEdited(table.plan, besides: references, session)
            let row = table.projection.baseRow(columns) { $0.value(table.alias) }
            try BaseTable.store(
                """
                (SELECT seedd_t.key_digest, seedd_t.row || coalesce(seedd_e.row, '{}') AS row
                FROM (SELECT \(digest) AS key_digest, \(row) AS row FROM \(table.from)
                    JOIN \(table.target.from) ON \(table.sameKey) WHERE \(StagedTable.alias).op <> 'd') AS seedd_t
                LEFT JOIN \(Self.edited) AS seedd_e USING (key_digest))
                """, run: run, job: plan.job, table: table.plan.target, session)
            try session.execute("DROP TABLE \(Self.edited)")
        }
    }

    /// What was kept of columns in which the target's row was another when the rollback was planned.
    private func collectEdited(
        _ table: TablePlan, besides references: Set<String>, _ session: borrowing Session
    ) throws {
        guard let projection = table.projection, let bases = BaseRows(job: plan.job, projection) else { return }
        try table.changes.forEachBatch { batch in
            var (digests, names): ([String], [String]) = ([], [])
            for (record, base) in zip(batch, try bases.find(batch, session)) {
                guard record.after != nil, let before = record.before, let base else { continue }
                let fields = CopyText.fields(before.span).map { before[$0] }
                for (index, column) in projection.columns.enumerated() where column.isCompared {
                    guard let known = base.fields[index], known != fields[index], !references.contains(column.name)
                    else { continue }
                    digests.append(bases.keyDigest(record))
                    names.append(column.name)
                }
            }
            guard !digests.isEmpty else { return }
            try session.execute(
                """
                INSERT INTO \(Self.edited)
                SELECT seedd_b.key_digest, pg_catalog.jsonb_object_agg(seedd_n.name, seedd_b.row -> seedd_n.name)
                FROM ROWS FROM (pg_catalog.unnest(\(SQL.arrayLiteral(digests))::pg_catalog.text[]),
                    pg_catalog.unnest(\(SQL.arrayLiteral(names))::pg_catalog.text[])) AS seedd_n (digest, name)
                JOIN seedd.base AS seedd_b ON \(BaseTable.condition(job: plan.job, table: table.target))
                    AND seedd_b.key_digest = seedd_n.digest
                GROUP BY seedd_b.key_digest
                """)
        }
    }
}
