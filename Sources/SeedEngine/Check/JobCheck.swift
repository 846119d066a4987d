import Postgres
import SeedModel

/// What is to be said of one job against one target, from the catalogs of both sides.
struct JobCheck {
    let job: Job
    let to: String

    func findings(_ pair: borrowing SessionPair) throws -> [Finding] {
        let source = try DatabaseIdentity.read(pair.source)
        let target = try DatabaseIdentity.read(pair.target)
        guard !source.isSame(as: target) else {
            return [
                Finding(
                    .sameDatabase, .error, "job \(job.name)",
                    "\(job.from) and \(to) are the same database (\(target.database))",
                    remedy: "check the url of both environments")
            ]
        }
        let resolved = try JobCatalog(job: job, to: to, options: Planner.Options()).read(pair)
        var findings = resolved.findings
        for item in resolved.pairs { findings += WriteRights(item, in: to).findings }
        findings += try SequenceRights.findings(resolved.projections, in: to, pair.target)
        findings += try TrackingCheck(job: job, resolved: resolved).findings(pair)
        findings += OutsideTables(resolved, job: job, environment: to).findings
        findings += try OutsideNumbers(resolved: resolved, environment: to).findings(pair.target)
        return findings.sorted { ($0.severity, $1.subject) > ($1.severity, $0.subject) }
    }
}
