/// What went wrong between this process and a PostgreSQL server.
///
/// `description` is safe to log: it leaves out everything that may quote a cell (the primary message of data errors,
/// DETAIL, CONTEXT). The whole text is in `debugDescription`.
package struct PostgresError: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The connection string is not one libpq understands; its text is never repeated.
        case invalidConnectionString
        /// No connection could be made.
        case connectFailed
        /// The server refused a statement.
        case server
        /// The connection ended under us; a statement that was running may or may not have been carried out.
        case connectionLost
        /// The statement was cancelled by us, or not started because we had been cancelled.
        case cancelled
        /// The server answered in a way this code does not expect.
        case unexpectedReply
    }

    package var kind: Kind
    /// Five characters (PostgreSQL documentation, appendix A); empty when the server did not say.
    package var sqlState: String
    package var message: String
    package var detail: String?
    package var hint: String?
    package var schema: String?
    package var table: String?
    package var column: String?
    package var constraint: String?
    package var context: String?
    /// COMMIT had been sent: whether the transaction is in the database is not known.
    package var duringCommit = false
    /// What ROLLBACK said, when it failed as well.
    package var rollbackMessage: String?

    package init(_ kind: Kind, _ message: String, sqlState: String = "") {
        self.kind = kind
        self.message = message
        self.sqlState = sqlState
    }

    /// The class of the SQLSTATE, its first two characters.
    package var sqlStateClass: String { String(sqlState.prefix(2)) }

    /// Messages of data exceptions quote the value that was refused; what a trigger raises is its author's words.
    private var messageQuotesValues: Bool { sqlStateClass == "22" }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        var text = messageQuotesValues ? "the server refused a value" : message
        if let constraint { text += " (constraint \(constraint))" }
        if let column { text += " (column \(column))" }
        return sqlState.isEmpty ? text : "\(text) [\(sqlState)]"
    }

    package var debugDescription: String {
        var text = sqlState.isEmpty ? message : "\(message) [\(sqlState)]"
        if let detail { text += "\nDETAIL: \(detail)" }
        if let hint { text += "\nHINT: \(hint)" }
        if let context { text += "\nCONTEXT: \(context)" }
        return text
    }
}
