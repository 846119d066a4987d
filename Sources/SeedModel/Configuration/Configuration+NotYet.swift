extension Configuration {
    /// What of these jobs, and of the settings they share, this version does not carry out.
    ///
    /// Jobs are given as they will run, after overrides such as `--to`.
    package func notYet(for jobs: [Job]) -> NotYet {
        var result = NotYet()
        for job in jobs {
            result.errors += job.notYetErrors
            result.warnings += job.notYetWarnings
        }
        result.warnings += snapshots.notYetWarnings
        return result
    }
}

extension Job {
    fileprivate var notYetErrors: [String] {
        var found: [String] = []
        if to.count > 1 {
            found.append("jobs.\(name).to: several targets are not carried out yet; choose one with --to")
        }
        return found + tables.flatMap { rule in rule.notYet.map { "jobs.\(name).tables[\(rule.name)].\($0)" } }
    }

    fileprivate var notYetWarnings: [String] {
        let timer = "not carried out yet: run \"seedd sync \(name) --apply\" from a systemd timer"
        var found: [String] = []
        if schedule != nil { found.append("jobs.\(name).schedule: \(timer)") }
        if timezone != "UTC" { found.append("jobs.\(name).timezone: \(timer)") }
        if unattended { found.append("jobs.\(name).unattended: \(timer)") }
        return found
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

extension SnapshotSettings {
    fileprivate var notYetWarnings: [String] {
        guard schedule != nil else { return [] }
        return ["snapshots.schedule: not carried out yet, a snapshot is taken before each run only"]
    }
}
