import Postgres
import SeedModel

/// Rows that a rollback would delete although no recorded run of the job wrote them: what others added since.
struct UnrecordedDeletes {
    /// What the rows of the job's runs carry as `xmin`.
    let transactions: [String]

    /// `job`: nil where the history that is there is another database's.
    static func read(job: String?, _ session: borrowing Session) throws(PostgresError) -> UnrecordedDeletes {
        guard let job else { return UnrecordedDeletes(transactions: []) }
        return UnrecordedDeletes(transactions: try RunHistory.transactions(ofJob: job, session))
    }

    /// By table; those that delete no more than is allowed in any case are not looked at.
    func count(in plan: Plan, _ session: borrowing Session) throws -> [TableName: Int] {
        var counts: [TableName: Int] = [:]
        for table in plan.tables where table.counts.delete > Guards.rollbackAllowance {
            counts[table.target] = try count(in: table, session)
        }
        return counts
    }

    private func count(in plan: TablePlan, _ session: borrowing Session) throws -> Int {
        guard let projection = plan.projection else { return 0 }
        let side = projection.target
        var count = 0
        try plan.changes.forEachBatch { batch in
            let keys = batch.compactMap { record in
                record.kind == .delete ? record.before.map { projection.keyValues($0) } : nil
            }
            guard !keys.isEmpty else { return }
            let (list, join) = projection.joining(keys, side)
            let rows = try session.rows(
                """
                SELECT pg_catalog.count(*) FROM \(list) JOIN \(side.from) ON \(join)
                WHERE \(side.alias).xmin::pg_catalog.text <> ALL (\(SQL.arrayLiteral(transactions))::pg_catalog.text[])
                """)
            count += rows.first?[0].flatMap { Int($0) } ?? 0
        }
        return count
    }
}
