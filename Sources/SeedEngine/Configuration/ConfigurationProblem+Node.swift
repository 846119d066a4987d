import Yams

extension ConfigurationProblem {
    /// A problem at the place where a node starts.
    init(_ node: Node, _ message: String) {
        self.init(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message)
    }
}

extension Node {
    /// What the node is, for "expected …, found …".
    var kind: String {
        switch self {
        case .scalar where isBlank: "nothing"
        case .scalar: "text"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// Whether no value is written: nothing, or `~`. The word `null` is a text like any other.
    var isBlank: Bool {
        guard let scalar else { return false }
        return scalar.style == .plain && (scalar.string.isEmpty || scalar.string == "~")
    }
}
