import Postgres
import SeedModel

/// Takes the rows that are held out of a sync's plan: they stay in it to be seen, and are not written.
struct HeldChanges {
    let job: String

    /// Tables in which a row is held.
    func tables(_ session: borrowing Session) throws -> Set<TableName> {
        guard try HoldTable.isThere(session) else { return [] }
        let rows = try session.rows("SELECT DISTINCT table_schema, table_name FROM seedd.hold WHERE job = \(job)")
        return Set(rows.map { TableName(schema: $0[0] ?? "", name: $0[1] ?? "") })
    }

    /// A change whose source value is not what a rollback undid goes on.
    func mark(_ tables: inout [TablePlan], _ session: borrowing Session) throws {
        let holds = try TableHolds.read(job: job, tables, session)
        for index in tables.indices {
            guard let holds = holds[tables[index].target], tables[index].changes.spool.count > 0 else { continue }
            try holds.requireEveryKey()
            try mark(&tables[index], holds, session)
        }
    }

    private func mark(_ table: inout TablePlan, _ holds: TableHolds, _ session: borrowing Session) throws {
        var changes = SpoolWriter()
        var counts = table.counts
        try table.changes.forEachBatch { batch in
            for (record, found) in zip(batch, try holds.find(batch, session)) {
                var record = record
                let hold = found.first { $0.rejects(record.after, columns: table.columns) }
                if let hold, record.kind.isWritten {
                    counts[record.kind] -= 1
                    counts.held += 1
                    record.kind = .held
                    record.reason = hold.reason(for: record, table)
                }
                try changes.append(record.encoded)
            }
        }
        table.counts = counts
        table.changes = ChangeLog(spool: try changes.finish(), keyCount: table.changes.keyCount)
    }
}
