import SeedEngine
import SeedModel

/// The databases that a command has come to as targets of a job with several.
struct VisitedTargets {
    private var visited: [(job: String, target: String, database: DatabaseIdentity)] = []

    /// - Throws: `refused` where an earlier target of the job is the same database by another url: what was said of one,
    ///   and whether it is protected, would not be true of the other.
    mutating func visit(_ run: TargetRun, _ promotion: Promotion) async throws {
        guard run.isOneOfSeveral else { return }
        let database = try await promotion.targetIdentity()
        let same = visited.first { $0.job == run.job.name && $0.database.isSame(as: database) }
        visited.append((run.job.name, run.target.name, database))
        guard let same else { return }
        throw SeedError(
            .refused, "job \(run.job.name)",
            "\(same.target) and \(run.target.name) are the same database (\(database.database))",
            hint: "check the url of both environments")
    }
}
