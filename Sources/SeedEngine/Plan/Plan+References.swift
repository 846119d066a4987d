import SeedModel

extension Plan {
    /// What to do about rows that are left as they are and reference rows that would go: it depends on why they are left.
    func remedy(ofRowsLeftBy keys: [CatalogForeignKey]) -> String {
        var ways: [String] = []
        for child in keys.map(\.child) where !ways.contains(where: { $0.contains("\(child)") }) {
            ways.append(way(ofRowsOf: child))
        }
        return (ways + ["use `mode: upsert` for the table they reference", "delete the references first"])
            .joined(separator: "; or ")
    }

    private func way(ofRowsOf child: TableName) -> String {
        guard let table = tables.first(where: { $0.target == child }) else {
            return "promote \(child) with them: add it to the job, or leave out --table"
        }
        if table.counts.held > 0 { return "rows of \(child) are held: `seedd release \(job) --to \(to)` lets them go" }
        if table.counts.conflict + table.edits.kept > 0 {
            return "rows of \(child) were edited in \(to) and are kept: see its `on_conflict`"
        }
        return table.projection?.mode == .mirror
            ? "\(child) has rows that the plan leaves out: see its `where:`, and --only"
            : "only `mode: mirror` deletes rows of \(child) that \(from) does not have"
    }
}
