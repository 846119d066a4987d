import SeedTestKit
import Testing

/// A commit is on the source's disk and not to be seen yet: it waits for a standby that does not answer.
struct SourceVisibilityFaultTests {
    @Test func `a commit that waits for a standby is found when it is seen`() async throws {
        try await SeparateSource.with { separate in
            for tracking in TrackedBy.allCases {
                let place = try await separate.place(tracking)
                try separate.cluster.set("synchronous_standby_names", "ghost")
                let waiting = try place.source.start(
                    "SET synchronous_commit = on; UPDATE setting SET value = 'late' WHERE id = 1;")
                try await waitForCommit(place.source)
                try place.source.psql("UPDATE setting SET value = 'early' WHERE id = 2")
                try await place.expectTracked()
                #expect(waiting.isRunning)
                try separate.cluster.set("synchronous_standby_names", "")
                #expect(try await waiting.finish().exitCode == 0)
                try await place.expectTracked()
            }
        }
    }

    private func waitForCommit(_ database: TestDatabase) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try database.psql("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") == "0" {
            guard ContinuousClock.now < deadline else { throw TestKitError("nothing waits for a standby") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
