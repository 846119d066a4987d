import Postgres
import SeedTestKit
import Testing

/// Connects to a database and lends the session.
@discardableResult
func withSession<Result>(
    _ database: TestDatabase, settings: SessionSettings = SessionSettings(),
    cancellation: Cancellation = Cancellation(),
    onStatement: ((String) -> Void)? = nil, onNotice: ((String) -> Void)? = nil,
    _ body: (borrowing Session) throws -> Result
) throws -> Result {
    try withSession(
        database.connectionString, settings: settings, cancellation: cancellation, onStatement: onStatement,
        onNotice: onNotice, body)
}

@discardableResult
func withSession<Result>(
    _ text: String, settings: SessionSettings = SessionSettings(), cancellation: Cancellation = Cancellation(),
    onStatement: ((String) -> Void)? = nil, onNotice: ((String) -> Void)? = nil,
    _ body: (borrowing Session) throws -> Result
) throws -> Result {
    let session = try Session.connect(
        ConnectionParameters(text), name: "test", settings: settings, cancellation: cancellation,
        onStatement: onStatement, onNotice: onNotice)
    return try body(session)
}

/// The `PostgresError` that `body` must end with.
func postgresError(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws -> PostgresError {
    do {
        try body()
    } catch let error as PostgresError {
        return error
    }
    throw TestKitError("nothing was thrown at \(sourceLocation)")
}

/// A lane with one session to a database.
func lane(_ label: String, _ database: TestDatabase) -> Lane<Session> {
    let text = database.connectionString
    return Lane(label) { cancellation in
        try Session.connect(
            ConnectionParameters(text), name: "test", settings: SessionSettings(), cancellation: cancellation)
    }
}

/// What the server says of it, asked over another connection.
func isInTransaction(_ session: borrowing Session, _ database: TestDatabase) throws -> Bool {
    let pid = session.backendPID
    return try database.psql("SELECT state FROM pg_stat_activity WHERE pid = \(pid)") != "idle"
}
