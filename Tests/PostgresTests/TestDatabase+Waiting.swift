import SeedTestKit

extension TestDatabase {
    /// Waits until a session of this database runs a statement like `pattern`.
    func waitForStatement(_ pattern: String) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(90)
        let query = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = '\(name)' AND state = 'active'
                AND pid <> pg_backend_pid() AND query LIKE '\(pattern)'
            """
        while try psql(query) == "0" {
            guard clock.now < deadline else { throw TestKitError("no session runs \(pattern)") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
