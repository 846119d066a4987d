package import Postgres
package import SeedModel

/// Makes sessions to one environment, anew from its settings each time: a rotated password is seen.
package struct Connector: Sendable {
    package let environment: Environment
    let variables: [String: String]
    /// Shown by `pg_stat_activity` and to whoever waits for us.
    let applicationName: String
    /// `from` or `to`: which side of a run its statements are shown for.
    let side: String
    let events: any EventSink

    package init(
        environment: Environment, side: String = "to", variables: [String: String], applicationName: String,
        events: any EventSink
    ) {
        self.environment = environment
        self.variables = variables
        self.applicationName = applicationName
        self.side = side
        self.events = events
    }

    /// - Throws: `SeedError`; `configuration` where the server is too old.
    package func connect(_ cancellation: Cancellation) throws -> Session {
        let session = try open(cancellation)
        guard session.serverVersion >= Self.oldestServer else {
            throw SeedError(
                .configuration, environment.name, "runs PostgreSQL \(session.reported("server_version") ?? "?")",
                hint: "seedd needs PostgreSQL 14 or later")
        }
        return session
    }

    /// `server_version_num` of the oldest server that has all that is asked of it.
    static let oldestServer = 140_000

    /// A session to any server, however old.
    func open(_ cancellation: Cancellation) throws -> Session {
        let name = environment.name
        let text = try ConnectionString(environment, variables: variables)
        do throws(PostgresError) {
            var parameters = try ConnectionParameters(text.libpq)
            parameters.setDefault("application_name", applicationName)
            let settings = SessionSettings(
                lockTimeout: environment.lockTimeout.milliseconds,
                statementTimeout: environment.statementTimeout.milliseconds, role: environment.role)
            let events = events
            let side = side
            let session = try Session.connect(
                parameters, name: name, settings: settings, cancellation: cancellation,
                onStatement: { events.receive(.statement(side: side, sql: $0)) },
                onNotice: { events.receive(.notice(environment: name, message: $0)) })
            events.receive(.connected(environment: name, server: text.display))
            return session
        } catch {
            if let refused = refusedRole(error) { throw refused }
            throw SeedError(error, subject: "\(name) (\(text.display))")
        }
    }

    /// The one setting of a new session that a server may refuse.
    private func refusedRole(_ error: PostgresError) -> SeedError? {
        guard let role = environment.role, error.kind == .server else { return nil }
        switch error.sqlState {
        case "22023":
            return SeedError(
                .configuration, environment.name, "there is no role \(role)", hint: "check `role:` of the environment")
        case "42501":
            return SeedError(
                .permission, environment.name, "the login role may not take the role \(role)",
                hint: "GRANT \(Identifier.quotedIfNeeded(role)) TO the role in its url")
        default: return nil
        }
    }

    /// Where the environment is, for a manifest: no user, no password.
    func manifestTarget(_ identity: DatabaseIdentity) throws -> SnapshotManifest.Target {
        let parameters = try? ConnectionParameters(ConnectionString(environment, variables: variables).libpq)
        return SnapshotManifest.Target(
            environment: environment.name, database: identity.database, host: parameters?["host"],
            port: parameters?["port"].flatMap { Int($0) }, serverVersion: identity.serverVersion,
            systemIdentifier: identity.systemIdentifier, databaseOID: identity.databaseOID, timeline: identity.timeline,
            started: identity.runningSince)
    }
}
