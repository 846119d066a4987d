import SeedModel

extension Job {
    /// What the rule of a saved table says of triggers. Nobody is kept from an undo: `refuse` is for promotions.
    func triggers(of saved: SnapshotManifest.Table) -> TableRule.TriggerPolicy {
        let name = saved.sourceName ?? "\(saved.table)"
        let rule =
            tables.last { $0.name == name }
            ?? tables.last { rule in
                Glob(rule.name).matches(name) && !rule.exclude.contains { Glob($0).matches(name) }
            }
        return rule?.triggers == .replica ? .replica : .fire
    }
}
