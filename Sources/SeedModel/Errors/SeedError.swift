/// An error a person reads: what failed, on what, and what to do next.
///
/// `description` is safe to log: it never holds a cell value, a password or a connection string.
package struct SeedError: Error, Sendable, Equatable {
    package var code: ErrorCode
    /// The thing the error is about: a job, a table, a file, an environment.
    package var subject: String
    package var problem: String
    /// The next command or edit, where one is known.
    package var hint: String?
    /// More that may hold row values (key, both sides of a stale row); shown to a person, never logged.
    package var detail: String?

    package init(_ code: ErrorCode, _ subject: String, _ problem: String, hint: String? = nil, detail: String? = nil) {
        self.code = code
        self.subject = subject
        self.problem = problem
        self.hint = hint
        self.detail = detail
    }
}

extension SeedError: CustomStringConvertible, CustomDebugStringConvertible {
    /// `subject: problem`, without values.
    package var description: String { subject.isEmpty ? problem : "\(subject): \(problem)" }

    package var debugDescription: String { detail.map { "\(description)\n\($0)" } ?? description }
}
