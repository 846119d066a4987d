import SeedModel
import Yams

extension Environment {
    /// Longest timeout PostgreSQL takes, a 32-bit number of milliseconds.
    private static let longestTimeout = Interval(milliseconds: Int(Int32.max))

    static func read(_ name: String, _ reader: SectionReader) -> Environment? {
        let isProtected = reader.boolean("protected")
        let role = reader.text("role")
        let lockTimeout = timeout("lock_timeout", reader)
        let statementTimeout = timeout("statement_timeout", reader)
        let connections = reader.whole("connections")
        guard let location = location(reader) else { return nil }
        var environment = Environment(name: name, location: location, isProtected: isProtected ?? false, role: role)
        if let lockTimeout { environment.lockTimeout = lockTimeout }
        if let statementTimeout { environment.statementTimeout = statementTimeout }
        if let connections { environment.connections = connections }
        return environment
    }

    private static func timeout(_ key: String, _ reader: SectionReader) -> Interval? {
        guard let interval = reader.interval(key) else { return nil }
        guard interval <= longestTimeout else {
            reader.report(key, "\(interval) is longer than PostgreSQL takes (24d)")
            return nil
        }
        return interval
    }

    /// Texts are not repeated in messages here: any of the three may hold a password, if by mistake.
    private static func location(_ reader: SectionReader) -> Location? {
        let keys = ["url", "url_env", "url_credential"].filter(reader.holds)
        guard let key = keys.first, keys.count == 1 else {
            let problem =
                keys.isEmpty
                ? "an environment needs one of \"url\", \"url_env\", \"url_credential\""
                : "an environment takes one of \"url\", \"url_env\", \"url_credential\", not \(keys.count)"
            reader.problems.add(ConfigurationProblem(reader.node, problem))
            return nil
        }
        guard let text = reader.text(key) else { return nil }
        switch key {
        case "url":
            if let problem = ConnectionText.problem(in: text) { reader.report(key, problem) }
            return .url(text)
        case "url_env":
            if !ConnectionText.isVariableName(text) {
                reader.report(key, "must be the name of an environment variable")
            }
            return .variable(text)
        default:
            if !ConnectionText.isFileName(text) { reader.report(key, "must be the name of a file, without a folder") }
            return .credential(text)
        }
    }
}
