import Postgres
import SeedModel

/// Stores how far the source was read, and what counts as promoted, where a run has nothing else to write.
struct WatermarkTransaction {
    let plan: Plan

    var isWorthwhile: Bool {
        plan.tables.contains { $0.watermark?.isWorthStoring == true || $0.base?.isStale == true }
    }

    /// In a transaction of its own, under the job's lease.
    func store(_ session: borrowing Session) throws {
        try WritableTarget.require(plan.to, session)
        try Lease.take(job: plan.job, environment: plan.to, session)
        defer { Lease.release(job: plan.job, session) }
        try session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE") {
            let writer = try WatermarkWriter(plan: plan, locked: [], session)
            try SeeddSchema.ensure(environment: plan.to, session)
            try writer.store(session)
            // No run is recorded where no row was written.
            try BaseWriter(plan: plan, run: Operator.newRun()).write(session)
        }
    }
}
