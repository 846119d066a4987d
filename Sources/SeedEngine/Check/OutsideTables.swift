import SeedModel

/// Foreign keys of the target between the job's tables and others.
struct OutsideTables {
    private(set) var findings: [Finding] = []

    init(_ resolved: JobCatalog.Resolved, job: Job, environment: String) {
        let modes = Dictionary(
            resolved.pairs.map { ($0.target.name, $0.rule.mode) }, uniquingKeysWith: { first, _ in first })
        for key in resolved.foreignKeys {
            switch (modes[key.child], modes[key.parent]) {
            case (nil, let mode?): findings.append(Self.child(key, mode, job, environment))
            case (_?, nil): findings.append(Self.parent(key, job, environment))
            default: break
            }
        }
    }

    private static func child(
        _ key: CatalogForeignKey, _ mode: TableRule.Mode, _ job: Job, _ environment: String
    ) -> Finding {
        let deletes = mode == .mirror
        return Finding(
            .referencesOutside, deletes ? .warning : .info, "\(key.parent)",
            "\(key.child) in \(environment) references it (\(key.name)) and is not in job \(job.name)",
            remedy: deletes
                ? "a delete of a row it references is refused; add \(key.child) to the job, or use mode upsert"
                : "a rollback that deletes a row it references is refused")
    }

    private static func parent(_ key: CatalogForeignKey, _ job: Job, _ environment: String) -> Finding {
        Finding(
            .referencesOutside, .warning, "\(key.child)",
            "references \(key.parent) (\(key.name)), which is not in job \(job.name)",
            remedy: "add \(key.parent) to the job, or see that the referenced rows are in \(environment) first")
    }
}
