import SeedModel
import Yams

/// Reads a conflict file: all that is wrong with it is told at once, each with its line.
struct ConflictFileReader {
    let problems = ProblemList()

    /// - Throws: `badData` with every problem; `file` is what the file is called.
    static func read(_ text: String, file: String) throws(SeedError) -> [ConflictEntry] {
        let reader = ConflictFileReader()
        let entries = reader.entries(text)
        if let error = reader.problems.error(.badData, file: file, subject: "resolutions") { throw error }
        return entries
    }

    private func entries(_ text: String) -> [ConflictEntry] {
        guard let root = YAMLDocument.compose(text, problems: problems) else {
            if problems.problems.isEmpty { problems.add(ConfigurationProblem(line: 1, column: 1, "the file is empty")) }
            return []
        }
        guard let file = SectionReader(root, as: .conflictFile, problems: problems) else { return [] }
        _ = file.whole("format_version")
        _ = file.plainChoice("kind")
        guard let list = file.collection("conflicts") else { return [] }
        guard let items = list.sequence else {
            file.report("conflicts", "expected a list, found \(list.kind)")
            return []
        }
        let entries = items.compactMap { item in
            SectionReader(item, as: .conflict, problems: problems).flatMap { entry($0) }
        }
        var places: [String: FilePlace] = [:]
        for entry in entries {
            let place = "\(entry.job)/\(entry.to)/\(entry.seen)"
            if let first = places.updateValue(entry.place, forKey: place) {
                problems.add(entry.place, "the conflict stands in line \(first.line) already")
            }
        }
        return entries
    }

    private func entry(_ section: SectionReader) -> ConflictEntry? {
        let key = cells(section, "key")
        let values = section.collection("values") != nil ? cells(section, "values") : nil
        let seen = section.parsed("seen", expecting: "64 hexadecimal digits, as `plan --conflicts` writes them") {
            ConflictDigest.isWellFormed($0) ? $0 : nil
        }
        let resolution = resolution(section, values)
        guard let job = section.text("job"), let to = section.text("to"), let table = section.text("table"), let seen
        else { return nil }
        _ = section.text("from")
        return ConflictEntry(
            job: job, to: to, table: table, key: key.map { ($0.column, $0.value) }, seen: seen, resolution: resolution,
            place: FilePlace(section.node))
    }

    private func resolution(_ section: SectionReader, _ values: [ConflictEntry.Value]?) -> ConflictEntry.Resolution {
        let isOpen = section.value("resolution").map { $0.isBlank || $0.isNullWord } ?? true
        let word = isOpen ? nil : section.plainChoice("resolution")
        switch (word, values) {
        case ("values", let values?): return .values(values)
        case ("values", nil):
            section.report("resolution", "values needs `values:` with one for each column under `columns`")
        case (_, .some):
            let instead = isOpen ? "nothing is decided" : "the resolution is another"
            section.report("values", "is only for `resolution: values`; here \(instead)")
        case ("source", nil): return .source
        case ("target", nil): return .target
        default: break
        }
        return .open
    }

    /// The columns of a mapping with what they hold.
    private func cells(_ section: SectionReader, _ key: String) -> [ConflictEntry.Value] {
        section.named(key).compactMap { name, key, node in
            guard let scalar = node.scalar else {
                problems.add(FilePlace(node), "\(Quoted(name)): expected a text or null, found \(node.kind)")
                return nil
            }
            if node.isNullWord { return ConflictEntry.Value(column: name, value: nil, place: FilePlace(key)) }
            guard !node.isEmptyPlain else {
                problems.add(FilePlace(key), "\(Quoted(name)): nothing is written; write null for NULL, or \"\"")
                return nil
            }
            guard !scalar.string.unicodeScalars.contains("\0") else {
                problems.add(FilePlace(node), "\(Quoted(name)): holds a NUL character, which PostgreSQL can't")
                return nil
            }
            return ConflictEntry.Value(column: name, value: scalar.string, place: FilePlace(key))
        }
    }
}

extension SectionReader {
    /// One of the words that the key's table gives.
    fileprivate func plainChoice(_ key: String) -> String? {
        guard case .choice(let known)? = section[key]?.kind else { return nil }
        guard let text = text(key) else { return nil }
        guard !known.contains(text) else { return text }
        report(key, "expected \(known.joined(separator: ", ")), found \(Quoted(text))")
        return nil
    }
}

extension FilePlace {
    fileprivate init(_ node: Node) { self.init(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1) }
}

extension Node {
    /// NULL as YAML writes it; in quotes it is a text.
    fileprivate var isNullWord: Bool {
        guard let scalar, scalar.style == .plain else { return false }
        return ["null", "Null", "NULL", "~"].contains(scalar.string)
    }

    fileprivate var isEmptyPlain: Bool { scalar.map { $0.style == .plain && $0.string.isEmpty } ?? false }
}
