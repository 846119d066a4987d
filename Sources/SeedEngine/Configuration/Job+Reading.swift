import SeedModel
import Yams

extension Job {
    /// Reads a job; `environments` are the names that `from` and `to` may take, `locations` where they lead.
    static func read(
        _ name: String, _ reader: SectionReader, environments: [String],
        locations: [String: Environment.Location], defaults: SectionReader?, timeZones: TimeZoneNames
    ) -> Job {
        let settings = JobSettings(reader, timeZones: timeZones)
        let from = reader.text("from")
        if let from, let node = reader.value("from") {
            reader.checkEnvironment(from, at: node, key: "from", known: environments)
        }
        let to = reader.texts("to") ?? []
        for (index, target) in to.enumerated() {
            reader.checkEnvironment(target.text, at: target.node, key: "to", known: environments)
            if target.text == from { reader.report("to", "\(Quoted(target.text)) is \"from\" too", at: target.node) }
            let twin = to.prefix(index).first { other in
                other.text != target.text && locations[target.text].map { $0 == locations[other.text] } ?? false
            }
            if let twin {
                let names = "\(Quoted(target.text)) and \(Quoted(twin.text))"
                reader.report("to", "\(names) are one database", at: target.node)
            }
        }
        if reader.holds("to"), reader.value("to")?.sequence?.isEmpty == true {
            reader.report("to", "names no environment")
        }
        return Job(
            name: name, from: from ?? "", to: to.map(\.text), schedule: settings.schedule,
            timezone: settings.timezone, jitter: settings.jitter, unattended: settings.unattended,
            guards: settings.guards, tables: reader.tables(defaults: defaults))
    }
}

extension SectionReader {
    fileprivate func checkEnvironment(_ name: String, at node: Node, key: String, known: [String]) {
        guard !known.contains(name) else { return }
        let end = EditDistance.suggestion(for: name, among: known)
        report(key, "unknown environment \(Quoted(name))\(end)", at: node)
    }

    fileprivate func tables(defaults: SectionReader?) -> [TableRule] {
        guard holds("tables"), let node = value("tables") else { return [] }
        guard let items = node.sequence else {
            report("tables", "expected a list of table rules, found \(node.kind)")
            return []
        }
        if items.isEmpty { report("tables", "names no table") }
        var lines: [String: Int] = [:]
        var targets: [String: String] = [:]
        return items.compactMap { item in
            guard
                let reader = SectionReader(item, as: .table, inheriting: defaults, problems: problems),
                let rule = TableRule.read(reader)
            else { return nil }
            let place = reader.value("name") ?? item
            if let line = lines.updateValue(place.mark?.line ?? 1, forKey: rule.name) {
                reader.report("name", "\(Quoted(rule.name)) has a rule already, in line \(line)")
            } else if !rule.isPattern,
                let other = targets.updateValue(rule.name, forKey: rule.rename ?? rule.name)
            {
                let key = rule.rename == nil ? "name" : "rename"
                reader.report(key, "\(Quoted(other)) goes to \(Quoted(rule.rename ?? rule.name)) already")
            }
            return rule
        }
    }
}
