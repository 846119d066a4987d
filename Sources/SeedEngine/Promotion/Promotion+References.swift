import Postgres
package import SeedModel

extension Promotion {
    /// References that a run of the plan would be refused for, as the target is now: looked for where somebody looks at
    /// the plan, and not where it is applied at once, which finds them itself.
    package func brokenReferences(_ plan: Plan) async throws(SeedError) -> [Finding] {
        guard !plan.isEmpty else { return [] }
        return try await mappingErrors(subject: "job \(job.name)") {
            try await lane.run { pair in
                try pair.target.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
                    try PlannedReferences(plan: plan).findings(pair.target)
                        + PlannedParents(plan: plan).findings(pair.target)
                }
            }
        }
    }
}
