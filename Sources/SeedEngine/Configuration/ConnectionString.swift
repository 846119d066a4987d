/// A libpq connection string with its secrets, and the form in which it may be shown.
package struct ConnectionString: Sendable, Equatable {
    /// For libpq alone: holds the password.
    package let libpq: String
    /// `postgresql://user@host:port/db`, never with a password.
    package let display: String
}

extension ConnectionString: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { display }
    package var debugDescription: String { display }
    /// Keeps the password out of `dump` and out of test failures.
    package var customMirror: Mirror { Mirror(self, children: ["display": display]) }
}
