import Postgres

/// The snapshots of a pair of sessions, for others to read what these see.
struct SharedSnapshot: Sendable {
    private let source: String
    private let target: String

    private static let begin: SQL = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    static func begin(_ pair: borrowing SessionPair) throws(PostgresError) {
        try pair.source.execute(begin)
        try pair.target.execute(begin)
    }

    static func end(_ pair: borrowing SessionPair) throws(PostgresError) {
        try pair.source.execute("COMMIT")
        try pair.target.execute("COMMIT")
    }

    /// Of transactions that are open; it lasts as long as they do.
    static func export(_ pair: borrowing SessionPair) throws(PostgresError) -> SharedSnapshot {
        SharedSnapshot(source: try export(pair.source), target: try export(pair.target))
    }

    private static func export(_ session: borrowing Session) throws(PostgresError) -> String {
        try session.rows("SELECT pg_catalog.pg_export_snapshot()").first?[0] ?? ""
    }

    /// Begins transactions that see the same.
    func join(_ pair: borrowing SessionPair) throws(PostgresError) {
        try Self.begin(pair)
        try pair.source.execute("SET TRANSACTION SNAPSHOT \(source)")
        try pair.target.execute("SET TRANSACTION SNAPSHOT \(target)")
    }
}
