package import Postgres

/// Which database a session is connected to, whatever URL led there.
package struct DatabaseIdentity: Sendable, Equatable {
    /// `pg_control_system().system_identifier`; nil where the role may not ask.
    package var systemIdentifier: String?
    package var databaseOID: String
    package var database: String
    package var postmasterStart: String
    package var isInRecovery: Bool
    package var serverVersion: String
    /// When the server last lost its statistics: at a crash it does, and may have lost commits with them
    /// (`synchronous_commit = off`), whose transactions' numbers are then given out once more.
    package var statisticsReset: String?
    /// Of the write-ahead log, another one after a failover; nil on a standby.
    package var timeline: String?

    /// An expression; NULL where the role may not ask.
    static let systemIdentifierOfServer: SQL = """
        CASE WHEN pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')
            THEN (SELECT system_identifier::pg_catalog.text FROM pg_catalog.pg_control_system()) END
        """

    /// One row; `has_function_privilege` keeps a role without the right from failing.
    private static let query: SQL = """
        SELECT \(systemIdentifierOfServer),
            d.oid, d.datname,
            pg_catalog.pg_postmaster_start_time()::pg_catalog.text, pg_catalog.pg_is_in_recovery(),
            pg_catalog.current_setting('server_version'),
            CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN
                pg_catalog.left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8) END,
            (SELECT stats_reset::pg_catalog.text FROM pg_catalog.pg_stat_bgwriter)
        FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
        """

    package static func read(_ session: borrowing Session) throws -> DatabaseIdentity {
        guard let row = try session.rows(query).first else {
            throw PostgresError(.unexpectedReply, "the database does not know itself")
        }
        return DatabaseIdentity(
            systemIdentifier: row[0], databaseOID: row[1] ?? "", database: row[2] ?? "",
            postmasterStart: row[3] ?? "", isInRecovery: row[4] == "t", serverVersion: row[5] ?? "",
            statisticsReset: row[7], timeline: row[6])
    }

    /// Since when the server runs without having lost anything.
    var runningSince: String { [postmasterStart, statisticsReset].compactMap(\.self).joined(separator: " ") }

    /// Whether both are one database, or one a standby of the other.
    ///
    /// A clone made from a base backup keeps its system identifier and its oids; when neither side is in recovery,
    /// two postmasters are two databases.
    /// The address says nothing: a socket and TCP lead to the same server.
    package func isSame(as other: DatabaseIdentity) -> Bool {
        guard databaseOID == other.databaseOID, database == other.database else { return false }
        let sameServer = postmasterStart == other.postmasterStart
        guard let systemIdentifier, let otherIdentifier = other.systemIdentifier else {
            return sameServer
        }
        return systemIdentifier == otherIdentifier && (sameServer || isInRecovery || other.isInRecovery)
    }
}
