package import Postgres
package import SeedModel

extension SeedError {
    /// What a failed statement or connection means to the person who runs seedd.
    ///
    /// `subject`: a table or an environment; the table the server names is better and wins.
    package init(_ error: PostgresError, subject: String) {
        let named = error.table.map { table in error.schema.map { "\($0).\(table)" } ?? table }
        let (code, hint) = Self.meaning(of: error)
        // The server's words, "canceling statement due to user request", are about what we did.
        var problem = error.kind == .cancelled ? Self.interrupted : error.description
        if error.duringCommit, error.kind == .server { problem += " at commit" }
        if let rollback = error.rollbackMessage { problem += "; the rollback failed as well: \(rollback)" }
        self.init(code, named ?? subject, problem, hint: hint, serverText: error.debugDescription)
        sqlState = error.sqlState
    }

    /// What is said of work that a signal ended.
    static let interrupted = "interrupted; the target is as it was"

    private static func meaning(of error: PostgresError) -> (ErrorCode, String?) {
        switch error.kind {
        case .invalidConnectionString: (.configuration, "check the url; it is not shown because it may hold a password")
        case .cancelled: (.interrupted, nil)
        case .unexpectedReply: (.unexpected, nil)
        case .connectFailed: meaning(ofFailedConnect: error.sqlState)
        case .connectionLost:
            (.tryAgain, error.duringCommit ? "the outcome is unknown: look at `seedd history`" : "run it again")
        case .server where isWithinAFunction(error):
            // Not the job's: its own names are looked up by the statement itself, which has no context.
            (
                .badData,
                "a function called by a trigger needs its own search_path: ALTER FUNCTION … SET search_path = …"
            )
        case .server where isNameInAValue(error):
            (.badData, "a value names a table, type or function that the target does not have")
        case .server: meaning(ofSQLState: error.sqlState)
        }
    }

    /// A name that a function did not find under our empty search path: a trigger's, as far as a job can tell.
    private static func isWithinAFunction(_ error: PostgresError) -> Bool {
        guard isMissingName(error), let context = error.context, !context.hasPrefix(copyContext) else { return false }
        return context.contains("PL/") || context.contains("SQL")
    }

    /// `regclass` and its like are written as names.
    private static func isNameInAValue(_ error: PostgresError) -> Bool {
        isMissingName(error) && error.context?.hasPrefix(copyContext) == true
    }

    /// In every language the server speaks: the innermost place is a row of a COPY.
    private static let copyContext = "COPY "

    private static func isMissingName(_ error: PostgresError) -> Bool {
        ["42P01", "42703", "42883"].contains(error.sqlState)
    }

    private static func meaning(ofFailedConnect sqlState: String) -> (ErrorCode, String?) {
        switch sqlState {
        case "28P01": (.permission, "check the password (url, ~/.pgpass, service file or credential)")
        case "28000": (.permission, "check the role's name and the server's pg_hba.conf")
        case "42501": (.permission, "GRANT CONNECT ON DATABASE … TO the role")
        case "3D000": (.unavailable, "check the database's name in the url")
        case "53300": (.tryAgain, "the server has no connection to spare; run it again later")
        default: (.unavailable, "check that the server runs and the url names it")
        }
    }

    private static func meaning(ofSQLState sqlState: String) -> (ErrorCode, String?) {
        switch sqlState {
        case "40001", "40P01": return (.tryAgain, "other transactions were in the way; run it again")
        case "55P03": return (.tryAgain, "another session holds a lock; run it again, or raise lock_timeout")
        case "57014": return (.tryAgain, "raise statement_timeout of the environment, or narrow the job")
        case "25006": return (.unavailable, "the server is a standby or read-only; connect to the primary")
        case "42501": return (.permission, "see `seedd check`, which names the missing right and its GRANT")
        case "42P01", "42703", "42601", "42883", "42P10", "42804", "42846":
            return (.configuration, "check where:, set: and the names in the job")
        case "22P05": return (.badData, "the encoding of the target database has no such character")
        case "53100": return (.tryAgain, "the database server's disk is full")
        case "53300": return (.tryAgain, "the server has no connection to spare; run it again later")
        default: break
        }
        switch sqlState.prefix(2) {
        case "08": return (.tryAgain, "run it again")
        case "21", "22", "23", "27", "38", "44", "54", "P0":
            return (.badData, "the target refused a row; the transaction was rolled back")
        case "53", "57", "58": return (.tryAgain, "the server is out of resources or shutting down; run it again")
        default: return (.unexpected, nil)
        }
    }
}
