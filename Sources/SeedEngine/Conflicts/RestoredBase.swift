import Postgres
import SeedModel

/// Counts the rows that a rollback puts back as promoted so, in its transaction, where any are kept.
///
/// Whoever releases them then promotes what the source has, without a conflict.
struct RestoredBase {
    let plan: Plan
    let run: String

    func write(_ staged: [StagedTable], _ session: borrowing Session) throws {
        let known = try BaseTable.tables(
            of: plan.job, among: staged.map(\.plan.target), isNeeded: true, session)
        for table in staged where known.contains(table.plan.target) {
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
            let row = table.projection.baseRow(columns) { $0.value(table.alias) }
            try BaseTable.store(
                """
                (SELECT \(digest) AS key_digest, \(row) AS row FROM \(table.from)
                JOIN \(table.target.from) ON \(table.sameKey) WHERE \(StagedTable.alias).op <> 'd')
                """, run: run, job: plan.job, table: table.plan.target, session)
        }
    }
}
