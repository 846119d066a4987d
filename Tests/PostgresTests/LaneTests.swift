import Dispatch
import SeedTestKit
import Testing

@testable import Postgres

@Suite(.database)
struct LaneTests {
    @Test func `a lane that was cancelled works again with a new session`() async throws {
        let database = try TestDatabase.current
        let lane = lane("renewed", database)
        let task = Task {
            try await lane.run { session in _ = try session.rows("SELECT pg_catalog.pg_sleep(30)") }
        }
        try await database.waitForStatement("%pg_sleep(30)%")
        task.cancel()
        await #expect(throws: PostgresError.self) { try await task.value }
        let error = await #expect(throws: PostgresError.self) {
            try await lane.run { session in _ = try session.rows("SELECT 1") }
        }
        #expect(error?.kind == .cancelled)
        await lane.reset()
        #expect(try await lane.run { session in try session.rows("SELECT 2") } == [["2"]])
    }

    /// The run that came before it, the reset and the one that is cancelled are in line in that order.
    @Test func `a run that was cancelled while it waited for its turn stays cancelled`() async throws {
        let lane = lane("waiting", try TestDatabase.current)
        let (started, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let first = Task {
            try await lane.run { _ in
                started.signal()
                gate.wait()
            }
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                started.wait()
                continuation.resume()
            }
        }
        let reset = Task { await lane.reset() }
        try await Task.sleep(for: .milliseconds(50))
        let waiting = Task { try await lane.run { session in _ = try session.rows("SELECT 1") } }
        try await Task.sleep(for: .milliseconds(50))
        waiting.cancel()
        gate.signal()
        try await first.value
        await reset.value
        let error = await #expect(throws: PostgresError.self) { try await waiting.value }
        #expect(error?.kind == .cancelled)
    }
}
