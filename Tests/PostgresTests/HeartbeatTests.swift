import Postgres
import SeedTestKit
import Testing

@Suite(.database)
struct HeartbeatTests {
    @Test func `eight lanes that sleep in the server take a second and stall nobody`() async throws {
        let database = try TestDatabase.current
        let lanes = (0..<8).map { lane("heartbeat-\($0)", database) }
        for lane in lanes { _ = try await lane.run { session in try session.rows("SELECT 1") } }
        let clock = ContinuousClock()
        let start = clock.now
        let heart = Task {
            var beats = 0
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(10))
                beats += 1
            }
            return beats
        }
        try await withThrowingTaskGroup { group in
            for lane in lanes {
                group.addTask {
                    try await lane.run { session in _ = try session.rows("SELECT pg_catalog.pg_sleep(1)") }
                }
            }
            try await group.waitForAll()
        }
        let elapsed = clock.now - start
        heart.cancel()
        // Two cores and eight blocked threads of the pool would give none at all; other tests run beside.
        #expect(await heart.value >= 20)
        #expect(elapsed < .seconds(3))
    }
}
