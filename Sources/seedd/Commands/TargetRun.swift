import SeedModel

/// A job and one of the environments it is promoted to, as a command takes its turn with it.
struct TargetRun {
    let job: Job
    let target: Environment

    var place: JobTarget { JobTarget(job: job.name, to: target.name) }

    /// What is said of the job does not say of which target.
    var isOneOfSeveral: Bool { job.to.count > 1 }
}

extension SeedModel.Configuration {
    /// The jobs' targets in the order of the file; `to`, where it is named, instead of theirs.
    func targetRuns(of jobs: [Job], to name: String? = nil) throws(SeedError) -> [TargetRun] {
        var runs: [TargetRun] = []
        for var job in jobs {
            job.to = name.map { [$0] } ?? job.to
            for target in job.to { runs.append(TargetRun(job: job, target: try environment(named: target))) }
        }
        return runs
    }
}
