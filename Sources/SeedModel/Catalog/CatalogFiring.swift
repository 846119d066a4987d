/// In which sessions an enabled trigger or rule acts: `pg_trigger.tgenabled`, `pg_rewrite.ev_enabled`.
package enum CatalogFiring: String, Sendable, Codable {
    case origin = "O"
    case always = "A"
    case replica = "R"

    /// Whether it acts on rows that are written under the policy.
    package func acts(under policy: TableRule.TriggerPolicy) -> Bool {
        self == .always || (self == .replica) == (policy == .replica)
    }

    /// How it was enabled, where that is out of the ordinary.
    package var remark: String? {
        switch self {
        case .origin: nil
        case .always: "ENABLE ALWAYS"
        case .replica: "ENABLE REPLICA"
        }
    }
}

extension CatalogTable {
    /// Triggers and rules that act on rows written under the policy.
    package func meddlers(under policy: TableRule.TriggerPolicy) -> [String] {
        triggers.filter { $0.firing.acts(under: policy) }.map(\.name)
            + rules.filter { $0.firing.acts(under: policy) }.map(\.name)
    }
}
