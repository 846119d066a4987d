extension Configuration {
    /// What of these jobs this version does not carry out.
    ///
    /// Jobs are given as they will run, after overrides such as `--to`.
    package func notYet(for jobs: [Job]) -> NotYet { NotYet(errors: jobs.flatMap(\.notYet)) }
}

extension Job {
    fileprivate var notYet: [String] {
        tables.flatMap { rule in rule.notYet.map { "jobs.\(name).tables[\(rule.name)].\($0)" } }
    }
}

extension TableRule {
    /// Key and reason of what would change the rows that are written.
    fileprivate var notYet: [String] {
        var found: [String] = []
        if onConflict != .source {
            found.append("on_conflict: \"\(onConflict.rawValue)\" is not carried out yet; only \"source\" is")
        }
        return found
    }
}
