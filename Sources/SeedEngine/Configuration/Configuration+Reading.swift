import SeedModel
import Yams

extension Configuration {
    /// Reads the whole file; what is wrong is in the list, and the result is only of use where the list is empty.
    static func read(_ root: Node, timeZones: TimeZoneNames, problems: ProblemList) -> Configuration? {
        guard let reader = SectionReader(root, as: .file, problems: problems) else { return nil }
        _ = reader.whole("version")

        var environments: [String: Environment] = [:]
        var names: [String] = []
        for (name, key, value) in reader.named("environments") {
            reader.checkName(name, at: key)
            names.append(name)
            let section = SectionReader(value, as: .environment, problems: problems)
            environments[name] = section.flatMap { Environment.read(name, $0) }
        }
        if let node = reader.value("environments"), names.isEmpty, node.mapping?.isEmpty ?? node.isBlank {
            reader.report("environments", "names no environment")
        }

        let defaults = reader.section("defaults")
        if let defaults {
            // Read once on their own, so that a mistake is found even where no job inherits it.
            _ = JobSettings(defaults, timeZones: timeZones)
            _ = TableSettings(defaults)
        }
        let jobs = reader.named("jobs").compactMap { name, key, value in
            reader.checkName(name, at: key)
            return SectionReader(value, as: .job, inheriting: defaults, problems: problems).map {
                Job.read(
                    name, $0, environments: names, locations: environments.mapValues(\.location), defaults: defaults,
                    timeZones: timeZones)
            }
        }

        var configuration = Configuration(environments: environments, jobs: jobs)
        if let snapshots = reader.section("snapshots") { configuration.snapshots = .read(snapshots) }
        if let daemon = reader.section("daemon") { configuration.daemon = .read(daemon) }
        if let identifier = reader.section("journal")?.text("identifier") {
            configuration.journalIdentifier = identifier
        }
        configuration.metricsTextfile = reader.section("metrics")?.text("textfile")
        return configuration
    }
}

extension SectionReader {
    /// Names of jobs and environments become parts of commands, unit names and folders.
    fileprivate func checkName(_ name: String, at node: Node) {
        let plain = name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
        let starts = name.utf8.first.map { $0 != 0x2D && $0 != 0x2E && $0 != 0x5F } ?? false
        guard !plain || !starts || name.utf8.count > 63 else { return }
        let rule = "letters, digits, \"-\", \"_\" and \".\", a letter or digit first, at most 63"
        problems.add(ConfigurationProblem(node, "\(Quoted(name)) can't be a name here: \(rule)"))
    }
}
