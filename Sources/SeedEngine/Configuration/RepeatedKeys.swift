import Yams

/// Keys that a mapping holds twice, masked one at a time so that the parser can read the rest of the file.
///
/// The parser names the first of the equal keys. Its first character is replaced by one from Unicode's private use
/// area, which moves nothing else in the file and can't stand in a key by accident.
struct RepeatedKeys {
    private(set) var text: String
    private var names: [String] = []
    /// Each mask parses the file again; a large file is not worth more than one.
    private let limit: Int

    init(text: String) {
        self.text = text
        limit = text.utf8.count > 32_768 ? 1 : 20
    }

    /// Hides the key at `mark`; false where it can't be told apart from the text around it.
    mutating func mask(_ name: String, at mark: Mark) -> Bool {
        guard names.count < limit, let mask = Unicode.Scalar(0xE000 + UInt32(names.count)) else { return false }
        var scalars = Array(text.unicodeScalars)
        guard
            let offset = Self.offset(of: mark, in: scalars), let first = name.unicodeScalars.first,
            scalars[offset] == first
        else { return false }
        scalars[offset] = mask
        text = String(String.UnicodeScalarView(scalars))
        names.append(name)
        return true
    }

    /// The name a masked key has in the file; nil for any other key.
    static func isMasked(_ key: String) -> Bool {
        key.unicodeScalars.first.map { (0xE000..<0xE020).contains($0.value) } ?? false
    }

    /// Reports every masked key at the place where its name is repeated.
    func report(in node: Node, to problems: ProblemList) {
        guard !names.isEmpty else { return }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                report(in: value, to: problems)
                guard let text = key.scalar?.string, Self.isMasked(text), let first = text.unicodeScalars.first
                else { continue }
                let name = names[Int(first.value - 0xE000)]
                let other = mapping.first { $0.key.scalar?.string == name }
                let message = "key \(Quoted(name)) is repeated; it stands in line \(key.mark?.line ?? 1) already"
                problems.add(ConfigurationProblem(other?.key ?? key, message))
            }
        case .sequence(let items): for item in items { report(in: item, to: problems) }
        case .scalar, .alias: break
        }
    }

    /// Reports a key that could not be masked at its first place, the only one known.
    func reportUnmasked(_ name: String?, at mark: Mark, to problems: ProblemList) {
        let message = "key \(Quoted(name ?? "")) is repeated further down in the same mapping"
        problems.add(ConfigurationProblem(line: mark.line, column: mark.column, message))
    }

    private static func offset(of mark: Mark, in scalars: [Unicode.Scalar]) -> Int? {
        var start = 0
        for _ in 1..<max(mark.line, 1) {
            guard let newline = scalars[start...].firstIndex(of: "\n") else { return nil }
            start = newline + 1
        }
        let offset = start + mark.column - 1
        return scalars.indices.contains(offset) ? offset : nil
    }
}
