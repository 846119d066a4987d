import Foundation

extension TestCluster {
    /// Has a role log in by password only, from now on. For separate clusters.
    package func requirePassword(of role: String) throws {
        let file = "\(directory)/data/pg_hba.conf"
        let rules = try String(contentsOfFile: file, encoding: .utf8)
        // In place, so that the file stays the server's.
        try "local all \(role) scram-sha-256\n\(rules)".write(toFile: file, atomically: false, encoding: .utf8)
        _ = try server.psql("SELECT pg_reload_conf()")
    }

    /// Sets a parameter for the whole server and waits until new sessions see it. For separate clusters.
    package func set(_ parameter: String, _ value: String) throws {
        _ = try server.psql("ALTER SYSTEM SET \(parameter) = '\(value)'; SELECT pg_reload_conf();")
        let deadline = ContinuousClock.now + .seconds(60)
        while try server.psql("SHOW \(parameter)") != value, ContinuousClock.now < deadline { usleep(10_000) }
    }
}
