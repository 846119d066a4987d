import Postgres
import SeedModel

/// Leaves a hold for every row that a rollback changes, in the rollback's transaction.
struct RollbackHolds {
    let plan: Plan
    /// The rollback.
    let run: String
    /// The snapshot it puts back.
    let snapshot: String?
    let sourceStates: SourceStates

    func record(_ session: borrowing Session) throws {
        let tables = plan.tables.filter { $0.counts.changes > 0 }
        let standing = try TableHolds.read(job: plan.job, tables, session)
        let undone = try undoneRun(session)
        let known = try BaseTable.tables(
            of: plan.job, among: tables.map(\.target), isNeeded: false, session)
        for table in tables {
            guard let columns = table.comparedColumns,
                let key = ColumnSelection(table.key, of: table.columns),
                let compared = ColumnSelection(columns, of: table.columns)
            else { continue }
            var states = sourceStates[table.target].map(Spool.Reader.init)
            let bases = known[table.target] == nil ? nil : table.projection.flatMap { BaseRows(job: plan.job, $0) }
            try table.changes.forEachBatch { batch in
                let promoted = try bases?.find(batch, session) ?? batch.map { _ in nil }
                let holds = try standing[table.target]?.find(batch, session) ?? batch.map { _ in [] }
                var writer = HoldWriter(job: plan.job, table: table.target, snapshot: snapshot, run: run)
                for (index, (record, standing)) in zip(batch, holds).enumerated() {
                    let state = record.asksSource ? try states?.next() : nil
                    let decision = HoldDecision(
                        record, standing: standing, undone: undone, columns: table.columns,
                        source: state.map { Hold.Rejected(stored: String(decoding: $0, as: UTF8.self)) },
                        after: record.after.map(compared.digest))
                    if decision != .keep { standing.forEach { writer.lift($0.key) } }
                    guard let row = record.before ?? record.after,
                        let rejected = decision.rejected(
                            record.before.map { promoted[index]?.line(over: $0) ?? $0 }, compared)
                    else { continue }
                    writer.append(key: key, row: row, columns: columns, rejected: rejected)
                }
                try writer.write(session)
            }
        }
    }

    /// The run that the snapshot was taken for.
    private func undoneRun(_ session: borrowing Session) throws(PostgresError) -> String? {
        guard let snapshot else { return nil }
        return try session.rows("SELECT id FROM seedd.run WHERE snapshot = \(snapshot)").first?[0]
    }
}
