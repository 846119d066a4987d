/// One mistake in a configuration file and where it stands.
package struct ConfigurationProblem: Sendable, Hashable {
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    package let message: String

    package init(line: Int, column: Int, _ message: String) {
        self.line = line
        self.column = column
        self.message = message
    }
}

extension ConfigurationProblem: Comparable {
    package static func < (left: ConfigurationProblem, right: ConfigurationProblem) -> Bool {
        (left.line, left.column, left.message) < (right.line, right.column, right.message)
    }
}
