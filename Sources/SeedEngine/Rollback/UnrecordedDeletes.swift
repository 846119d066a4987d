import SeedModel

/// Rows that a rollback would delete although no recorded run of the job wrote them: what others added since.
enum UnrecordedDeletes {
    /// By table; those that delete no more than is allowed in any case are not looked at.
    static func count(in plan: Plan) throws -> [TableName: Int] {
        var counts: [TableName: Int] = [:]
        for table in plan.tables where table.counts.delete > Guards.rollbackAllowance {
            var count = 0
            try table.changes.forEachRecord { record in
                if record.kind == .delete, record.provenance != .sync, record.provenance != .rollback { count += 1 }
                return true
            }
            counts[table.target] = count
        }
        return counts
    }
}
