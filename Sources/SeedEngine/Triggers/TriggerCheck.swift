import SeedModel

/// The triggers and rules of a target table, and whether its rows may be written under the rule's policy.
struct TriggerCheck {
    let pair: TablePair
    let to: String
    /// nil where no rule asks for it.
    let replica: ReplicaRole?

    private var table: CatalogTable { pair.target }
    private var policy: TableRule.TriggerPolicy { pair.rule.triggers }

    var findings: [Finding] {
        var findings: [Finding] = []
        func add(_ code: Finding.Code, _ severity: Finding.Severity, _ message: String, _ remedy: String) {
            findings.append(Finding(code, severity, "\(pair.source.name)", message, remedy: remedy))
        }
        if !table.triggers.isEmpty {
            let list = table.triggers.map { "\($0)" }.joined(separator: "; ")
            add(.triggers, severity(table.triggers.map(\.firing), .info), "has triggers in \(to): \(list)", remedy)
        }
        if !table.rules.isEmpty {
            let list = table.rules.map { "\($0)" }.joined(separator: "; ")
            add(.rules, severity(table.rules.map(\.firing), .warning), "has rules in \(to): \(list)", remedy)
        }
        guard policy == .replica else { return findings }
        if let replica, !replica.isAllowed {
            add(
                .privilege, .error,
                "\(replica.role) may not set session_replication_role in \(to), which `triggers: replica` needs",
                replica.remedy)
        }
        let deferrable = table.keys.filter(\.isDeferrable).map(\.name)
        if !deferrable.isEmpty {
            add(
                .triggers, .error,
                "has deferrable constraints in \(to), which are not checked under `triggers: replica`: "
                    + deferrable.joined(separator: ", "),
                "`triggers: fire`, or a constraint that is not deferrable")
        }
        return findings
    }

    /// Those that don't act under the policy are only listed.
    private func severity(_ firing: [CatalogFiring], _ otherwise: Finding.Severity) -> Finding.Severity {
        guard firing.contains(where: { $0.acts(under: policy) }) else { return .info }
        return policy == .refuse ? .error : otherwise
    }

    private var remedy: String {
        switch policy {
        case .fire: "one that changes or swallows what is written makes the run fail and roll back"
        case .refuse: "decide what they are to do: `triggers: fire` lets them act, `triggers: replica` passes over them"
        case .replica: "`triggers: replica` passes over all but those enabled ALWAYS or for replicas"
        }
    }
}
