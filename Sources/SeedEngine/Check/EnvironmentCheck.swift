import Postgres
import SeedModel

/// What is to be said of one environment, whatever its jobs.
struct EnvironmentCheck {
    let name: String
    let isTarget: Bool

    func findings(_ session: borrowing Session) throws -> [Finding] {
        guard session.serverVersion >= Connector.oldestServer else {
            return [
                Finding(
                    .serverVersion, .error, name, "runs PostgreSQL \(session.reported("server_version") ?? "?")",
                    remedy: "upgrade it to PostgreSQL 14 or later")
            ]
        }
        guard isTarget else { return [] }
        var findings: [Finding] = []
        if try session.rows("SHOW transaction_read_only").first?[0] == "on" {
            findings.append(
                Finding(
                    .readOnly, .error, name, "is read-only or a standby: plans work, nothing can be written",
                    remedy: "connect the environment to the primary"))
        }
        if try session.rows("SELECT pg_catalog.pg_backend_pid()").first?[0] != String(session.backendPID) {
            findings.append(
                Finding(
                    .pooler, .error, name, "is reached through a connection pooler, which does not keep session locks",
                    remedy: "give the server's own host and port in the environment's url"))
        }
        return findings + (try DatabaseRights.read(session).findings(environment: name))
    }
}
