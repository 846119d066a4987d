import Foundation
import Postgres
import SeedTestKit
import Testing

/// A cluster of its own, whose server is stopped and whose logins need passwords.
struct RestartFaultTests {
    @Test func `a server that goes away in the middle of a statement, and passwords`() async throws {
        let cluster = try TestCluster.separate()
        defer { try? cluster.stop() }
        try await serverGoesAway(cluster)
        try wrongPassword(cluster)
    }

    private func serverGoesAway(_ cluster: TestCluster) async throws {
        let database = cluster.server.database(named: "postgres")
        let lane = lane("restart", database)
        let task = Task {
            try await lane.run { session in
                try postgresError { _ = try session.rows("SELECT pg_catalog.pg_sleep(60)") }
            }
        }
        try await database.waitForStatement("%pg_sleep(60)%")
        try cluster.stop()
        let error = try await task.value
        #expect(error.kind == .connectionLost)
        let down = try postgresError { try withSession(database) { _ in } }
        #expect(down.kind == .connectFailed)
        try cluster.start()
        #expect(try withSession(database) { session in try session.rows("SELECT 1") } == [["1"]])
    }

    private func wrongPassword(_ cluster: TestCluster) throws {
        try cluster.server.database(named: "postgres").psql("CREATE ROLE careful LOGIN PASSWORD 'right'")
        try cluster.requirePassword(of: "careful")
        let text = "host=\(cluster.directory) dbname=postgres user=careful password="
        #expect(try withSession(text + "right") { session in try session.rows("SELECT 1") } == [["1"]])
        let error = try postgresError { try withSession(text + "mArKeR") { _ in } }
        #expect(error.kind == .connectFailed)
        #expect(error.sqlState == "28P01")
        #expect(!error.debugDescription.contains("mArKeR"))
    }
}
