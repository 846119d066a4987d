import Postgres
import SeedModel

/// Stores how far a plan's tables were read, in the transaction that makes the target have what was read.
struct WatermarkWriter {
    let plan: Plan

    /// The tables of which a mark would be stored.
    var tables: [TablePlan] { plan.tables.filter { $0.watermark != nil } }

    func store(_ session: borrowing Session) throws {
        for table in tables {
            guard let pending = table.watermark,
                try !WatermarkTable.isRolledBack(table.target, since: pending.targetHorizon, session)
            else { continue }
            try WatermarkTable.store(pending, job: plan.job, table.target, session)
        }
    }

    /// The source has what a rollback undoes, and its rows need not be written for it to be promoted again.
    func forgetChanged(_ session: borrowing Session) throws {
        try WatermarkTable.forget(
            plan.tables.filter { $0.counts.changes > 0 }.map(\.target), job: nil, session)
    }
}
