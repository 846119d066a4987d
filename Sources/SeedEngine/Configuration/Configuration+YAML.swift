package import SeedModel
import Yams

extension Configuration {
    /// The configuration as it takes effect, as a file that loads again: defaults filled in, passwords left out.
    package func yaml() throws(SeedError) -> String {
        var members: [(String, Node)] = [("version", .plain("1"))]
        members.append(
            (
                "environments",
                .section(environments.values.sorted { $0.name < $1.name }.map { ($0.name, .section($0.members)) })
            ))
        if !jobs.isEmpty { members.append(("jobs", .section(jobs.map { ($0.name, .section($0.members)) }))) }
        members.append(("snapshots", .section(snapshots.members)))
        members.append(("daemon", .section(daemon.members)))
        members.append(("journal", .section([("identifier", .text(journalIdentifier))])))
        if let metricsTextfile { members.append(("metrics", .section([("textfile", .text(metricsTextfile))]))) }
        do {
            return try serialize(node: .section(members), indent: 2, width: -1, allowUnicode: true)
        } catch {
            throw SeedError(.invariant, "configuration", "can't be written as YAML")
        }
    }
}

extension Environment {
    fileprivate var members: [(String, Node)] {
        var members: [(String, Node)] = []
        switch location {
        case .url(let text): members.append(("url", .text(ConnectionText.shown(text))))
        case .variable(let name): members.append(("url_env", .text(name)))
        case .credential(let name): members.append(("url_credential", .text(name)))
        }
        members.append(("protected", .boolean(isProtected)))
        if let role { members.append(("role", .text(role))) }
        members.append(("lock_timeout", .plain("\(lockTimeout)")))
        members.append(("statement_timeout", .plain("\(statementTimeout)")))
        members.append(("connections", .plain("\(connections)")))
        return members
    }
}

extension SnapshotSettings {
    fileprivate var members: [(String, Node)] {
        var members: [(String, Node)] = []
        if let directory { members.append(("directory", .text(directory))) }
        if let schedule { members.append(("schedule", .text("\(schedule)"))) }
        members.append(("compression", .plain("\(compression)")))
        if let keep { members.append(("keep", .section(keep.members))) }
        if let maxSize { members.append(("max_size", .plain(ByteSize.text(maxSize)))) }
        return members
    }
}

extension DaemonSettings {
    fileprivate var members: [(String, Node)] {
        [("parallel", .plain("\(parallel)")), ("stop_timeout", .plain("\(stopTimeout)"))]
    }
}

extension Retention {
    fileprivate var members: [(String, Node)] {
        let counts = [("last", last), ("daily", daily), ("weekly", weekly), ("monthly", monthly)]
        return counts.map { ($0, .plain("\($1)")) } + (within.map { [("within", .plain("\($0)"))] } ?? [])
    }
}
