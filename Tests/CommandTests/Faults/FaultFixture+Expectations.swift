import Foundation
import SeedTestKit
import Testing

extension FaultFixture {
    /// The target is as it was, and no run is recorded.
    func expectUntouched(_ before: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(try Self.digest(target) == before, "the target changed", sourceLocation: sourceLocation)
        #expect(try recordedRuns() == 0, sourceLocation: sourceLocation)
    }

    /// The target is what the source is, and exactly one run is recorded.
    func expectPromoted(sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(try Self.digest(target) == Self.digest(source), sourceLocation: sourceLocation)
        #expect(try recordedRuns() == 1, sourceLocation: sourceLocation)
    }

    /// The target is before the run or after it: data and history agree. Returns whether it is after.
    @discardableResult
    func expectBeforeOrAfter(_ before: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Bool {
        let found = try Self.digest(target)
        let isAfter = found != before
        if isAfter { #expect(try found == Self.digest(source), "between", sourceLocation: sourceLocation) }
        #expect(try recordedRuns() == (isAfter ? 1 : 0), sourceLocation: sourceLocation)
        return isAfter
    }

    /// The next run needs no help. The killed one's session may take a moment to notice.
    func expectNextRunSucceeds(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await waitUntilAlone()
        let next = try await run("sync", "--apply")
        #expect(next.exitCode == 0, "\(next)", sourceLocation: sourceLocation)
        try expectPromoted(sourceLocation: sourceLocation)
        let plan = try await run("plan", "--detailed-exitcode")
        #expect(plan.exitCode == 0, "\(plan)", sourceLocation: sourceLocation)
    }

    /// Waits until no session of seedd is left in the target.
    func waitUntilAlone() async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(60)
        let query = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = '\(target.name)' AND application_name LIKE 'seedd%'
            """
        while try target.psql(query) != "0" {
            guard clock.now < deadline else { throw TestKitError("a session of seedd is left") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Ends the sessions seedd has in the target, as an administrator would.
    func terminateSessions() throws {
        try target.psql(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = '\(target.name)' AND application_name LIKE 'seedd%'
            """)
    }
}
