import Crypto
import SeedModel

/// All that a job says of what is promoted: a plan made under another definition is another plan.
///
/// Not when it runs, nor its guards, which are looked at when the plan is applied.
enum JobDefinition {
    /// SHA-256.
    static func digest(_ job: Job) -> String {
        var parts = [job.name, job.from]
        for rule in job.tables {
            parts += ["table", rule.name, rule.mode.rawValue, rule.onConflict.rawValue, rule.triggers.rawValue]
            parts += ["exclude"] + rule.exclude + ["match"] + (rule.match ?? []) + ["ignore"] + rule.ignore
            parts += ["where", rule.filter ?? "", "rename", rule.rename ?? "", "set"]
            parts += rule.set.flatMap { [$0.column, $0.expression] }
        }
        return SHA256.digest(of: parts.map { "\($0.utf8.count):\($0)" }.joined()).description
    }
}
