extension Configuration {
    /// What of these jobs this version does not carry out.
    ///
    /// Jobs are given as they will run, after overrides such as `--to`.
    package func notYet(for jobs: [Job]) -> NotYet { NotYet(errors: jobs.flatMap(\.notYet)) }
}

extension Job {
    fileprivate var notYet: [String] {
        var found: [String] = []
        if to.count > 1 {
            found.append("jobs.\(name).to: several targets are not carried out yet; choose one with --to")
        }
        return found
    }
}
