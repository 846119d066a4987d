import Postgres
import SeedModel

/// Fills `StagedTable`s from a plan.
enum Stager {
    /// Bad data fails here, at the row and column, before anything of the target is touched.
    static func stage(_ plan: TablePlan, number: Int, _ events: any EventSink, _ session: borrowing Session) throws
        -> StagedTable?
    {
        guard var staging = Staging(plan, number: number) else { return nil }
        for statement in staging.creation { try session.execute(statement) }
        let progress = RowProgress(.staging, plan.target, of: plan.changes.spool.count, events)
        defer { progress.end() }
        let rows = try session.copyIn(staging.copy) { send in
            var buffer: [UInt8] = []
            try plan.changes.forEachRecord { record in
                progress.add()
                guard record.kind.isWritten else { return true }
                staging.append(record, to: &buffer)
                if buffer.count >= 1 << 16 {
                    try send(buffer.span)
                    buffer.removeAll(keepingCapacity: true)
                }
                return true
            }
            if !buffer.isEmpty { try send(buffer.span) }
        }
        if let analysis = staging.analysis(of: rows) { try session.execute(analysis) }
        return staging.table
    }
}
