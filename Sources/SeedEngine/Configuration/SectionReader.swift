import SeedModel
import Yams

/// Reads the keys of one mapping of the file, adding what is wrong with them to the list of problems.
///
/// A value that is missing or wrong reads as nil; the caller goes on with its default, so that one run finds all.
struct SectionReader {
    let section: SettingSection
    /// Where the section starts, for problems of the section as a whole.
    let node: Node
    let problems: ProblemList
    /// Values by key, and those of `defaults` for keys the section leaves out.
    private var values: [String: Node] = [:]
    private var inherited: [String: Node] = [:]

    /// nil where the node is no mapping.
    init?(_ node: Node, as section: SettingSection, inheriting parent: SectionReader? = nil, problems: ProblemList) {
        self.section = section
        self.node = node
        self.problems = problems
        guard let mapping = node.mapping else {
            problems.add(ConfigurationProblem(node, "\(section.name): expected a mapping, found \(node.kind)"))
            return nil
        }
        let known = section.keys.map(\.name)
        for (key, value) in mapping {
            guard let name = key.scalar?.string else {
                problems.add(ConfigurationProblem(key, "expected the name of a key, found \(key.kind)"))
                continue
            }
            guard !RepeatedKeys.isMasked(name) else { continue }
            guard known.contains(name) else {
                let end = problems.isFull ? "" : EditDistance.suggestion(for: name, among: known)
                problems.add(ConfigurationProblem(key, "unknown key \(Quoted(name)) in \(section.name)\(end)"))
                continue
            }
            values[name] = value
        }
        for key in section.keys where key.isRequired && values[key.name] == nil {
            problems.add(ConfigurationProblem(node, "\(section.name) needs the key \"\(key.name)\""))
        }
        if let parent {
            for key in section.keys where parent.section[key.name] != nil {
                inherited[key.name] = parent.values[key.name]
            }
        }
    }

    /// Whether the section itself, not `defaults`, holds the key.
    func holds(_ key: String) -> Bool { values[key] != nil }

    /// The value of a key, its own or the inherited one.
    func value(_ key: String) -> Node? {
        assert(section[key] != nil, "\(section.name) has no key \(key)")
        return values[key] ?? inherited[key]
    }

    /// The value of a key that holds a collection; a key with nothing after it counts as left out.
    func collection(_ key: String) -> Node? {
        guard let node = value(key) else { return nil }
        let isEmpty = node.isBlank || node.scalar.map { $0.style == .plain && $0.string == "null" } ?? false
        return isEmpty ? nil : node
    }

    /// A problem with the value of a key, at that value.
    func report(_ key: String, _ message: String, at node: Node? = nil) {
        problems.add(ConfigurationProblem(node ?? value(key) ?? self.node, "\"\(key)\": \(message)"))
    }

    /// The section under a key, keys it leaves out taken from the same section of `defaults`.
    func section(_ key: String) -> SectionReader? {
        guard case .section(let section)? = section[key]?.kind, let node = collection(key) else { return nil }
        let base = values[key] == nil ? nil : inherited[key]
        let parent = base.flatMap { $0.mapping == nil ? nil : SectionReader($0, as: section, problems: problems) }
        return SectionReader(node, as: section, inheriting: parent, problems: problems)
    }

    /// The names a user chose under a key, with their nodes, in the order of the file.
    func named(_ key: String) -> [(name: String, key: Node, value: Node)] {
        guard let node = collection(key) else { return [] }
        guard let mapping = node.mapping else {
            report(key, "expected names, each with its settings, found \(node.kind)")
            return []
        }
        return mapping.compactMap { name, value in
            guard let text = name.scalar?.string else {
                problems.add(ConfigurationProblem(name, "expected a name, found \(name.kind)"))
                return nil
            }
            return RepeatedKeys.isMasked(text) ? nil : (text, name, value)
        }
    }
}
