extension TableRule.Tracking {
    /// Reads `content`, `changes`, or else the name of a column.
    package init(_ text: String) {
        switch text {
        case "content": self = .content
        case "changes": self = .changes
        default: self = .column(text)
        }
    }
}

extension TableRule.Tracking: CustomStringConvertible {
    /// As the configuration writes it.
    package var description: String {
        switch self {
        case .content: "content"
        case .changes: "changes"
        case .column(let name): name
        }
    }
}
