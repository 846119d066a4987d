import Postgres
import SeedTestKit
import Testing

@Suite(.database)
struct HeartbeatTests {
    /// In a process of its own: tests that wait for psql block threads of this one's pool.
    @Test func `eight lanes that sleep in the server sleep at once and stall nobody`() async throws {
        let text = try TestDatabase.current.connectionString
        await #expect(processExitsWith: .success) { [text = text as String] in
            let (beats, elapsed) = try await Self.beats(text)
            // Eight blocked threads of a pool of two would leave none at all for two seconds or more.
            precondition(beats >= 20, "\(beats) beats")
            precondition(elapsed < .seconds(6), "\(elapsed)")
        }
    }

    /// How often a task that sleeps for 10 ms comes round while eight lanes sleep for a second, and how long they take.
    private static func beats(_ text: String) async throws -> (Int, Duration) {
        let lanes = (0..<8).map { number in
            Lane("heartbeat-\(number)") { cancellation in
                try Session.connect(
                    ConnectionParameters(text), name: "test", settings: SessionSettings(), cancellation: cancellation)
            }
        }
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
        return (await heart.value, elapsed)
    }
}
