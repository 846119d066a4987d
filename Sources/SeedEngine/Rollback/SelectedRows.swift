import SeedModel

/// The rows of a rollback that `--only` names: a filter over the changes of the tables, once those are known.
struct SelectedRows {
    let only: [(column: String, values: [String])]
    let snapshot: SnapshotID

    /// Tables without one of the columns have no row of that value and are left out.
    ///
    /// - Throws: `notFound` for a column that no table has.
    func select(from plans: [TablePlan]) throws -> [TablePlan] {
        for (column, _) in only where !plans.contains(where: { $0.columns.contains(column) }) {
            throw SeedError(
                .notFound, "--only \(column)", "no table of snapshot \(snapshot) has this column",
                hint: EditDistance.hint(for: column, among: Set(plans.flatMap(\.columns)).sorted()))
        }
        return try plans.filter { plan in only.allSatisfy { plan.columns.contains($0.column) } }.map(select)
    }

    /// A row counts by its values before and after: one that got its value by mistake is brought back as well.
    private func select(from plan: TablePlan) throws -> TablePlan {
        let wanted = only.compactMap { column, values in
            plan.columns.firstIndex(of: column).map { index in
                (index: index, values: Set(values.map { stored($0, of: plan.projection?.columns[index]) }))
            }
        }
        var changes = SpoolWriter()
        var counts = ChangeCounts(unchanged: plan.counts.unchanged)
        try plan.changes.forEachRecord { record in
            let rows = [record.before, record.after].compactMap { $0.map(CopyText.decode) }
            let isSelected = wanted.allSatisfy { column in
                rows.contains { row in row[column.index].map(column.values.contains) ?? false }
            }
            guard isSelected else { return true }
            counts[record.kind] += 1
            try changes.append(record.encoded)
            return true
        }
        var selected = plan
        selected.counts = counts
        // They are of the whole table.
        selected.notes = []
        selected.changes = ChangeLog(spool: try changes.finish(), keyCount: plan.changes.keyCount)
        return selected
    }

    /// A value as COPY writes it: `true` is what a person types, and what `--only` of a sync compares with.
    private func stored(_ value: String, of column: ProjectedColumn?) -> String {
        guard column?.baseType == "bool", let letter = ["true": "t", "false": "f"][value] else { return value }
        return letter
    }
}
