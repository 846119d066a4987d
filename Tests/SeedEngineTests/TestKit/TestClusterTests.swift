import SeedTestKit
import Testing

struct TestClusterTests {
    @Test func standbyFollowsItsPrimary() async throws {
        let primary = try TestCluster.separate()
        let standby = try primary.makeStandby()
        #expect(try standby.server.psql("SELECT pg_is_in_recovery()") == "t")
        #expect(try primary.server.psql("CREATE TABLE t AS SELECT 1 AS n; SELECT count(*) FROM t") == "1")
        let deadline = ContinuousClock.now + .seconds(90)
        while try standby.server.psql("SELECT to_regclass('t') IS NOT NULL") != "t", ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try standby.server.psql("TABLE t") == "1")
        try standby.stop()
        try primary.stop()
        #expect(throws: PsqlError.self) { try primary.server.psql("SELECT 1") }
        try primary.start()
        #expect(try primary.server.psql("SELECT 1") == "1")
        try primary.stop()
    }

    @Test(arguments: [
        ("host=/run user=me", "host=/run user=me dbname='d'"),
        ("postgresql://u@h:1/old?sslmode=require", "postgresql://u@h:1/d?sslmode=require"),
        ("postgres://h", "postgres://h/d"),
    ])
    func databaseOfAConnectionStringIsExchanged(text: String, expected: String) {
        #expect(ConnectionString(text).naming(database: "d").text == expected)
    }
}
