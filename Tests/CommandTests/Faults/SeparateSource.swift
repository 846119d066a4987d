import SeedTestKit

/// A tracked table on a server of its own, which a test can stop, and a target elsewhere.
struct SeparateSource {
    let cluster: TestCluster
    let databases: TestEnvironments

    static func with(_ body: (SeparateSource) async throws -> Void) async throws {
        let cluster = try TestCluster.separate()
        defer { try? cluster.stop() }
        let target = try TestServer.shared.createDatabases(1)
        defer { try? TestServer.shared.drop(target) }
        let source = try cluster.server.createDatabases(1)
        try await body(SeparateSource(cluster: cluster, databases: .init(source: source[0], target: target[0])))
    }

    /// A tracked table in place of the one before.
    func place(_ tracking: TrackedBy) async throws -> TrackedPlace {
        try databases.psql(
            """
            SET client_min_messages = warning;
            DROP TABLE IF EXISTS setting; DROP FUNCTION IF EXISTS stamp CASCADE; DROP SCHEMA IF EXISTS seedd CASCADE;
            """)
        return try await TrackedPlace(tracking, databases)
    }

    /// The source's database on the standby.
    func database(on standby: TestCluster) -> TestDatabase { standby.server.database(named: databases.source.name) }

    /// Waits until the standby has replayed all that was written.
    func waitFor(_ standby: TestCluster) async throws {
        let position = try cluster.server.psql("SELECT pg_current_wal_insert_lsn()")
        let deadline = ContinuousClock.now + .seconds(90)
        while try standby.server.psql("SELECT pg_last_wal_replay_lsn() >= '\(position)'") != "t" {
            guard ContinuousClock.now < deadline else { throw TestKitError("the standby does not follow") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

extension TrackedPlace {
    /// The same place with its source elsewhere.
    func moved(to source: TestDatabase) throws -> TrackedPlace {
        let environments = TestEnvironments(source: source, target: target)
        let moved = TrackedPlace(
            place: try Workplace(empty: environments, directory: place.directory), tracking: tracking)
        try moved.configure()
        return moved
    }
}
