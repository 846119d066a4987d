import FoundationEssentials

/// Who runs seedd, and which one: recorded with every run.
package struct Operator: Sendable {
    /// `user@host`.
    package let name: String
    package let version: String

    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    package static func current(version: String) -> Operator {
        let process = ProcessInfo.processInfo
        return Operator(name: "\(process.userName)@\(process.hostName)", version: version)
    }

    /// A new run's id.
    static func newRun() -> String { UUID().uuidString.lowercased() }
}
