package import SeedModel

extension Plan {
    /// Why the plan may not be applied; nil when it may.
    package func refusal(by guards: Guards) -> SeedError? {
        let violations = violations(of: guards)
        guard !violations.isEmpty else { return nil }
        return SeedError(
            .refused, "job \(job)", violations.map { "\($0.subject): \($0.message)" }.joined(separator: "; "),
            hint: tables.contains { $0.violationOfFail(in: to) != nil }
                ? "look at the plan; let both sides have the same rows, or choose another on_conflict"
                : "look at the plan; if it is right, raise the job's guards")
    }

    /// One finding for each guard that a table's changes exceed.
    package func violations(of jobGuards: Guards) -> [Finding] {
        var guards = jobGuards
        // A selection is small on purpose: nothing in it says that the source is empty.
        if narrowed { guards.allowEmptySource = true }
        return tables.flatMap { table in
            let volume = Guards.Volume(
                counts: table.counts, sourceRows: table.sourceRows, targetRows: table.guardRows ?? table.targetRows)
            let violations = guards.violations(of: volume) + [table.violationOfFail(in: to)].compactMap(\.self)
            return violations.map { Finding(.guardExceeded, .error, "\(table.target)", $0) }
        }
    }
}
