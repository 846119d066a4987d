import Dispatch
import Postgres
import SeedTestKit
import Synchronization
import Testing

/// A server of its own that stops answering once so many sessions are in the middle of something.
final class PausedServer: Sendable {
    let cluster: TestCluster
    private let sessions: Int
    private let ready = Mutex(0)
    private let gate = DispatchSemaphore(value: 0)

    init(sessions: Int) throws {
        cluster = try TestCluster.separate()
        self.sessions = sessions
    }

    /// Blocks a session's thread until the server hangs.
    private func awaitPause() {
        ready.withLock { $0 += 1 }
        gate.wait()
    }

    /// Stops the server as soon as all sessions wait for that.
    func pause() async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ready.withLock(\.self) < sessions {
            guard ContinuousClock.now < deadline else { throw TestKitError("a session was never ready") }
            try await Task.sleep(for: .milliseconds(5))
        }
        try cluster.pause()
        for _ in 0..<sessions { gate.signal() }
    }

    /// A server that hangs does not stop either.
    func stop() throws {
        try cluster.resume()
        try cluster.stop()
    }

    /// Runs `body` on a lane of its own; the error it ends with, and how long that took after the pause.
    ///
    /// `body` calls its second argument when the server may hang; calls after the first do nothing.
    func fail(
        _ label: String, statementTimeout: Int = 5000,
        _ body: @escaping @Sendable (borrowing Session, _ pause: () -> Void) throws -> Void
    ) async throws -> (error: PostgresError, after: Duration) {
        let text = cluster.server.database(named: "postgres").connectionString
        let lane = Lane(label) { cancellation in
            try Session.connect(
                ConnectionParameters(text), name: "test", settings: SessionSettings(statementTimeout: statementTimeout),
                cancellation: cancellation)
        }
        return try await lane.run { session in
            var start: ContinuousClock.Instant?
            let error = try postgresError {
                try body(session) {
                    guard start == nil else { return }
                    self.awaitPause()
                    start = .now
                }
            }
            return (error, (start ?? .now).duration(to: .now))
        }
    }
}
