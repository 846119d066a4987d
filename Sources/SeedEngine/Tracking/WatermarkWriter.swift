import Postgres
import SeedModel

/// Stores how far a plan's tables were read, in the transaction that makes the target have what was read.
struct WatermarkWriter {
    private let plan: Plan
    private let tables: [TablePlan]

    /// Before the snapshot of the transaction, which must see the runs that others have finished. `locked` are locked
    /// already; of the others those are left out that can't be had at once.
    init(plan: Plan, locked: [TablePlan], _ session: borrowing Session) throws {
        self.plan = plan
        let marked = plan.tables.filter { $0.watermark != nil }
        let names = Set(locked.map(\.target))
        let others = marked.filter { !names.contains($0.target) }.compactMap { $0.projection?.target.table }
        let reserved = try TableLocks.keepRunsOut(of: others, session)
        tables = marked.filter { names.contains($0.target) || reserved.contains($0.target) }
    }

    func store(_ session: borrowing Session) throws {
        for table in tables {
            guard let pending = table.watermark,
                try !WatermarkTable.isRolledBack(table.target, since: pending.targetHorizon, session)
            else { continue }
            try WatermarkTable.store(pending, job: plan.job, table.target, session)
        }
    }

    /// After `store`: what others have read since the plan was made says nothing of rows that this run has written as the
    /// source had them then.
    func forgetNewer(_ session: borrowing Session) throws {
        try WatermarkTable.forgetOthers(
            plan.tables.filter { $0.counts.changes > 0 }.map(\.target), job: plan.job, session)
    }

    /// The source has what a rollback undoes, and its rows need not be written for it to be promoted again.
    func forgetChanged(_ session: borrowing Session) throws {
        try WatermarkTable.forget(
            plan.tables.filter { $0.counts.changes > 0 }.map(\.target), job: nil, session)
    }
}
