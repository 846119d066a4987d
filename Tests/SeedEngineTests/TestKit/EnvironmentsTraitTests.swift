import Foundation
import SeedTestKit
import Testing

struct EnvironmentsTraitTests {
    @Test(.environments)
    func sourceAndTargetAreDifferentDatabases() throws {
        let environments = try TestEnvironments.current
        try environments.psql("CREATE TABLE config (code text PRIMARY KEY)")
        try environments.source.psql("INSERT INTO config VALUES ('a')")
        #expect(try environments.source.psql("TABLE config") == "a")
        #expect(try environments.target.psql("TABLE config") == "")
        #expect(environments.source.connectionString != environments.target.connectionString)
        // `scripts/test-matrix` says which servers these should be.
        let sides = [(environments.source, "SOURCE"), (environments.target, "TARGET")]
        for (database, side) in sides {
            guard let expected = ProcessInfo.processInfo.environment["SEEDD_TEST_\(side)_VERSION"] else { continue }
            #expect(try database.psql("SELECT current_setting('server_version_num')::int / 10000") == expected)
        }
    }

    @Test func withoutTheTraitThereIsNone() {
        #expect(throws: TestKitError.self) { try TestEnvironments.current }
        #expect(throws: TestKitError.self) { try TestDatabase.current }
    }

    @Test func nothingIsLeftOfACase() async throws {
        let names = try await EnvironmentsTrait().namesUsed()
        let list = names.map { "'\($0)'" }.joined(separator: ",")
        #expect(names.count == 2)
        for server in [try TestServer.sources, try TestServer.shared] {
            #expect(try server.psql("SELECT count(*) FROM pg_database WHERE datname IN (\(list))") == "0")
            #expect(try server.psql("SELECT count(*) FROM pg_roles WHERE rolname LIKE '\(names[0])%'") == "0")
        }
    }
}

extension EnvironmentsTrait {
    /// Provides a scope whose case makes a role and keeps a connection open, and tells which databases it had.
    fileprivate func namesUsed() async throws -> [String] {
        let test = try #require(Test.current)
        nonisolated(unsafe) var names: [String] = []
        try await provideScope(for: test, testCase: nil) {
            let environments = try TestEnvironments.current
            names = [environments.source.name, environments.target.name]
            let role = "\(names[0])_reader"
            try environments.source.psql("CREATE ROLE \(role); CREATE TABLE t (); GRANT SELECT ON t TO \(role)")
        }
        return names
    }
}
