import SeedModel

extension Job {
    /// What the rule of a saved table says of triggers. Nobody is kept from an undo: `refuse` is for promotions.
    func triggers(of saved: SnapshotManifest.Table) -> TableRule.TriggerPolicy {
        rule(of: saved)?.triggers == .replica ? .replica : .fire
    }

    /// The rule that names a saved table, or else the last whose glob does.
    func rule(of saved: SnapshotManifest.Table) -> TableRule? {
        let name = saved.sourceName ?? "\(saved.table)"
        return tables.last { $0.name == name }
            ?? tables.last { rule in
                Glob(rule.name).matches(name) && !rule.exclude.contains { Glob($0).matches(name) }
            }
    }
}
