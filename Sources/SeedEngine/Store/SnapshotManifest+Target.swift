extension SnapshotManifest {
    /// The database a snapshot is of; never a user, a password or a URL.
    package struct Target: Sendable, Equatable, Codable {
        package var environment: String
        package var database: String
        /// A name, an address or a socket's folder; nil where libpq chose it.
        package var host: String?
        package var port: Int?
        /// As the server reports it: `15.8`.
        package var serverVersion: String
        /// The cluster's identity (`pg_control_system()`); nil where the role may not read it.
        package var systemIdentifier: String?

        /// Nil in snapshots that don't say.
        package var databaseOID: String?
        /// Of the write-ahead log; another one after a failover or a recovery to a point in time.
        package var timeline: String?
        /// When the server was started, and last lost its statistics: after a crash, or on a storage that was put back, it may
        /// know less than when the rows were read.
        package var started: String?

        package init(
            environment: String, database: String, host: String?, port: Int?, serverVersion: String,
            systemIdentifier: String?, databaseOID: String? = nil, timeline: String? = nil,
            started: String? = nil
        ) {
            self.environment = environment
            self.database = database
            self.host = host
            self.port = port
            self.serverVersion = serverVersion
            self.systemIdentifier = systemIdentifier
            self.databaseOID = databaseOID
            self.timeline = timeline
            self.started = started
        }

        enum CodingKeys: String, CodingKey {
            case environment, database, host, port, timeline, started
            case databaseOID = "database_oid"
            case serverVersion = "server_version"
            case systemIdentifier = "system_identifier"
        }
    }
}
