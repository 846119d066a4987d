import SeedTestKit

extension TestDatabase {
    /// Waits until every transaction of the server that is under way now has ended, those of other tests: what was written
    /// before it then counts as written before whatever follows.
    func waitForTransactionsUnderWay() async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(120)
        let last = try psql("SELECT pg_current_xact_id()")
        while try psql("SELECT pg_snapshot_xmin(pg_current_snapshot()) > '\(last)'") != "t" {
            guard clock.now < deadline else { throw TestKitError("a transaction does not end") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
