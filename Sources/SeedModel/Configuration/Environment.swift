/// A named PostgreSQL database.
package struct Environment: Sendable, Equatable {
    /// Where the connection string comes from; resolved only when a connection is made, so a rotated secret is seen.
    package enum Location: Sendable, Equatable {
        /// A libpq URI or keyword string as written in the file.
        case url(String)
        /// Name of an environment variable that holds it.
        case variable(String)
        /// Name of a file in `$CREDENTIALS_DIRECTORY` that holds it.
        case credential(String)
    }

    package var name: String
    package var location: Location
    /// Writes need the environment's name typed or passed.
    package var isProtected: Bool
    /// `SET ROLE` after connecting.
    package var role: String?
    package var lockTimeout: Interval
    package var statementTimeout: Interval
    /// How many a job has open at once, at most; one is enough for everything.
    package var connections: Int

    package static let connectionsByDefault = 4

    package init(
        name: String, location: Location, isProtected: Bool = false, role: String? = nil,
        lockTimeout: Interval = .seconds(5), statementTimeout: Interval = .minutes(10),
        connections: Int = connectionsByDefault
    ) {
        self.name = name
        self.location = location
        self.isProtected = isProtected
        self.role = role
        self.lockTimeout = lockTimeout
        self.statementTimeout = statementTimeout
        self.connections = connections
    }
}
