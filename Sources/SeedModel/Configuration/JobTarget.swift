/// A job and one of the environments it is promoted to.
package struct JobTarget: Sendable, Hashable {
    package var job: String
    package var to: String

    package init(job: String, to: String) {
        self.job = job
        self.to = to
    }
}

extension JobTarget: CustomStringConvertible {
    /// `prices to production`
    package var description: String { "\(job) to \(to)" }
}

extension Configuration {
    /// What is promoted, in the order of the file.
    package var targets: [JobTarget] {
        jobs.flatMap { job in job.to.map { JobTarget(job: job.name, to: $0) } }
    }
}
