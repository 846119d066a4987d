import Foundation
import SeedTestKit
import Testing

/// A target that hangs in the middle of a statement of a daemon's run.
@Suite(.environments)
struct DaemonHungServerFaultTests {
    /// A daemon with one slot and two jobs, of which `hanging` waits in its target for a lock when that server hangs.
    private func with(
        statementTimeout: String, _ body: (TestCluster, DaemonPlace, RunningCommand) async throws -> Void
    ) async throws {
        let cluster = try TestCluster.separate()
        defer {
            // A server that hangs does not stop either.
            try? cluster.resume()
            try? cluster.stop()
        }
        let away = try cluster.server.createDatabases(1)[0]
        try away.psql(Workplace.flags)
        let place = try DaemonPlace(try .current, jobs: [], speed: 60)
        try place.place.write(
            """
            version: 1
            environments:
              staging: {url: "\(place.source.connectionString)"}
              production: {url: "\(place.target.connectionString)"}
              away: {url: "\(away.connectionString)", statement_timeout: \(statementTimeout), lock_timeout: 1h}
            jobs:
              healthy: {from: staging, to: production, schedule: "every 1m", tables: [{name: public.flags}]}
              hanging: {from: staging, to: away, schedule: "every 1m", tables: [{name: public.flags}]}
            daemon: {parallel: 1}
            """, to: "seedd.yaml")
        let locked = try await PausedSession("BEGIN; LOCK TABLE flags", then: "ROLLBACK", in: away)
        defer { _ = locked }
        let daemon = try place.start()
        let deadline = ContinuousClock.now + .seconds(60)
        while try away.psql("SELECT count(*) FROM pg_locks WHERE NOT granted") == "0" {
            guard ContinuousClock.now < deadline else { throw TestKitError("no run waits:\n\(daemon.standardError)") }
            try await Task.sleep(for: .milliseconds(10))
        }
        try cluster.pause()
        try await body(cluster, place, daemon)
    }

    @Test func otherServersJobsGoOn() async throws {
        try await with(statementTimeout: "2s") { _, place, daemon in
            let ended = "SELECT count(*) FROM seedd.tick WHERE job = 'healthy' AND outcome IS NOT NULL"
            let before = Int((try? place.target.psql(ended)) ?? "") ?? 0
            let deadline = ContinuousClock.now + .seconds(60)
            while (Int((try? place.target.psql(ended)) ?? "") ?? 0) < before + 2, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
            let after = Int(try place.target.psql(ended)) ?? 0
            #expect(after >= before + 2, "\(daemon.standardError)")
            #expect(daemon.standardError.contains("the server did not answer within "))
            daemon.signal(SIGTERM)
            daemon.signal(SIGTERM)
            _ = try await daemon.finish(within: .seconds(60))
        }
    }

    @Test func daemonEndsAtSecondSIGTERM() async throws {
        try await with(statementTimeout: "10min") { _, _, daemon in
            daemon.signal(SIGTERM)
            try await daemon.waitForOutput("stopping")
            daemon.signal(SIGTERM)
            let start = ContinuousClock.now
            #expect(try await daemon.finish(within: .seconds(90)).exitCode == 143)
            #expect(start.duration(to: .now) < .seconds(45))
        }
    }
}
