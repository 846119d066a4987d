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
    /// Rows the error is about (keys, both sides of a stale row); shown to a person, never logged.
    package var detail: String?
    /// The server's own words, which may quote any value; shown at a terminal or when more detail is asked for.
    package var serverText: String?
    /// What the server calls the failure, where one said so; decides whether another attempt makes sense.
    package var sqlState: String?
    /// Who listens to events has heard of it.
    package var isTold = false

    package init(
        _ code: ErrorCode, _ subject: String, _ problem: String, hint: String? = nil, detail: String? = nil,
        serverText: String? = nil, sqlState: String? = nil
    ) {
        self.code = code
        self.subject = subject
        self.problem = problem
        self.hint = hint
        self.detail = detail
        self.serverText = serverText
        self.sqlState = sqlState
    }
}

extension SeedError: CustomStringConvertible, CustomDebugStringConvertible {
    /// `subject: problem`, without values.
    package var description: String { subject.isEmpty ? problem : "\(subject): \(problem)" }

    package var debugDescription: String {
        [description, detail, serverText].compactMap(\.self).joined(separator: "\n")
    }
}
