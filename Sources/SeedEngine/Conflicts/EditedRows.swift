import Postgres
import SeedModel

/// Finds the rows of a plan that were edited in the target since the last run, and decides what becomes of them.
struct EditedRows {
    let job: String
    let rules: [TableName: TableRule]
    /// Target tables of which it is known how rows were promoted last.
    let known: [TableName: KnownBase]
    /// For this run, whatever the rules say.
    var policy: TableRule.ConflictPolicy?

    func mark(_ tables: inout [TablePlan], _ pair: borrowing SessionPair) throws {
        for index in tables.indices {
            let rule = rules[tables[index].target]
            tables[index].policy = policy ?? rule?.onConflict ?? .source
            _ = try stamps(tables[index], rule)
        }
        guard tables.contains(where: { $0.changes.spool.count > 0 }) else { return }
        let runs = try RunPositions.read(job: job, pair.target)
        for index in tables.indices where tables[index].changes.spool.count > 0 {
            guard !runs.isEmpty || known[tables[index].target] != nil else { continue }
            try mark(&tables[index], runs, pair)
        }
    }

    private func mark(_ table: inout TablePlan, _ runs: RunPositions, _ pair: borrowing SessionPair) throws {
        guard let projection = table.projection, let bases = BaseRows(job: job, projection) else { return }
        let known = known[table.target]
        let retyped = Set(known?.retyped(projection.baseColumns) ?? [])
        let isCompared = projection.columns.map { $0.isCompared && !retyped.contains($0.name) }
        // Then a row that nobody promoted is one that the target has inserted.
        let isCovered =
            known?.coverage != nil
            && known?.coverage == .init(key: projection.keyNames, filter: rules[table.target]?.filter)
        let stamps = try stamps(table, rules[table.target])
        let rowVersions = RowVersions(projection: projection)
        let hasVersions = try runs.isEmpty ? false : rowVersions.areReadable(pair.target)
        var changes = SpoolWriter()
        var counts = table.counts
        var edits = EditCount()
        try table.changes.forEachBatch { batch in
            guard !Task.isCancelled else {
                throw SeedError(.interrupted, "\(table.target)", "interrupted while edited rows were looked for")
            }
            let base = known != nil ? try bases.find(batch, pair.target) : batch.map { _ in nil }
            let versions = hasVersions ? try rowVersions.find(batch, pair.target) : batch.map { _ in nil }
            let orders =
                known != nil && table.policy == .newest ? try stamps?.order(batch, projection, pair) : nil
            for (index, old) in batch.enumerated() {
                var record = old
                if old.kind.isWritten {
                    let since = versions[index].flatMap(runs.isEdited)
                    if base[index] != nil || isCovered {
                        let row = EditedRow(old, base[index], isCompared: isCompared, editedSince: since)
                        let decision = row.ways.decision(
                            table.policy, stamp: stamps?.column, stamps: orders?[index] ?? .unknown)
                        record = row.decided(
                            old, table.policy == .merge ? projection.withoutTouch(row.ways, decision) : decision)
                    } else if let since {
                        record.edit = RecordedEdit(since: since)
                    }
                    Self.count(record, instead: old, in: &counts)
                }
                if let edit = record.edit { edits.add(edit) }
                try changes.append(record.encoded)
            }
        }
        table.counts = counts
        table.edits = edits
        table.changes = ChangeLog(spool: try changes.finish(), keyCount: table.changes.keyCount)
    }

    /// A row that is kept needs nobody: to a count it is like one that is equal on both sides.
    private static func count(_ record: ChangeRecord, instead old: ChangeRecord, in counts: inout ChangeCounts) {
        guard record.kind != old.kind else { return }
        counts[old.kind] -= 1
        if record.edit?.isKept == true {
            // What the target has not got is no row of it.
            if record.before != nil { counts.unchanged += 1 }
        } else {
            counts.conflict += 1
        }
    }

    /// - Throws: `configuration` where the newest row is wanted and the stamps are not known.
    private func stamps(_ table: TablePlan, _ rule: TableRule?) throws -> Stamps? {
        guard let rule, let projection = table.projection else { return nil }
        guard case .column(let name) = rule.track else {
            guard table.policy == .newest else { return nil }
            throw SeedError(
                .configuration, "\(table.target)",
                "on_conflict: newest compares stamps, and the table has no column for them",
                hint: "name a column that is set on every edit in `track:`")
        }
        if let number = projection.columns.firstIndex(where: { $0.name == name }) {
            return Stamps(column: number, of: projection.columns[number])
        }
        guard table.policy == .newest else { return nil }
        throw SeedError(
            .configuration, "\(table.target)",
            "on_conflict: newest compares \(name), which is no column that is promoted",
            hint: "name a column that both sides have in `track:`, and take it out of `ignore:`")
    }
}
