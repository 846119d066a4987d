import Postgres
import SeedModel

/// Lifts the holds of rows that a sync writes because their source value has changed, in the sync's transaction.
struct PromotedHolds {
    let plan: Plan

    /// - Throws: `refused` where a rollback has come between the plan and its run and holds what is written.
    func lift(_ session: borrowing Session) throws {
        let tables = plan.tables.filter { $0.counts.changes > 0 }
        let holds = try TableHolds.read(job: plan.job, tables, session)
        for table in tables {
            guard let holds = holds[table.target] else { continue }
            guard !table.isWholeCopy else { throw Self.moved(table.target) }
            try table.changes.forEachBatch { batch in
                let written = batch.filter(\.kind.isWritten)
                var lifted: [String] = []
                for (record, found) in zip(written, try holds.find(written, session)) {
                    for hold in found {
                        guard !hold.rejects(record.after, columns: table.columns) else {
                            throw Self.moved(table.target)
                        }
                        lifted.append(hold.key)
                    }
                }
                guard !lifted.isEmpty else { return }
                try session.execute(
                    """
                    DELETE FROM seedd.hold
                    WHERE \(HoldTable.condition(job: plan.job, table: table.target, keys: lifted))
                    """)
            }
        }
    }

    private static func moved(_ table: TableName) -> SeedError {
        SeedError(
            .refused, "\(table)", "a rollback has undone rows of the plan since it was made; nothing was written",
            hint: "plan again")
    }
}
