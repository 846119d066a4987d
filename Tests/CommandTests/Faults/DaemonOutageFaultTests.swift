import Foundation
import SeedTestKit
import Testing

/// Databases that go away from under a daemon: ten minutes of its clock, in seconds.
@Suite(.serialized)
struct DaemonOutageFaultTests {
    private static let jobs = (1...20).map { "flags\($0)" }

    /// A daemon with twenty jobs that run every minute, between a server that stays and one that a test takes away.
    private func with(
        _ body: (TestCluster, DaemonPlace, RunningCommand) async throws -> Void
    ) async throws {
        let cluster = try TestCluster.separate()
        defer { try? cluster.stop() }
        let sources = try TestServer.shared.createDatabases(1)
        defer { try? TestServer.shared.drop(sources) }
        let target = try cluster.server.createDatabases(1)[0]
        let place = try DaemonPlace(
            TestEnvironments(source: sources[0], target: target),
            jobs: Self.jobs.map { DaemonPlace.job($0, "every 1m") }, speed: 60)
        let daemon = try place.start()
        try await place.wait(
            for: "20", "SELECT count(DISTINCT job) FROM seedd.tick WHERE outcome IN ('applied', 'unchanged')", daemon)
        try await body(cluster, place, daemon)
    }

    private func lines(_ daemon: RunningCommand) -> [Substring] {
        daemon.standardError.split(separator: "\n")
    }

    /// What the daemon says of the outage and of the end of it; its steps are `-v`'s.
    private func news(_ lines: ArraySlice<Substring>) -> [Substring] {
        lines.filter { $0.hasPrefix("warning:") || $0.hasPrefix("error:") || $0.hasPrefix("<") }
    }

    /// The outage itself, by a job or two that were under way, and once of each job that it is overdue.
    private func expectFew(_ told: [Substring]) {
        let overdue = told.count { $0.contains(" overdue since ") }
        #expect(overdue <= Self.jobs.count && told.count - overdue <= 6, "\(told.joined(separator: "\n"))")
    }

    private func expectCaughtUp(_ place: DaemonPlace, _ daemon: RunningCommand, since stopped: Int) async throws {
        try place.source.psql("UPDATE flags SET note = 'after the outage' WHERE code = 'a'")
        try await place.wait(for: "after the outage", "SELECT note FROM flags WHERE code = 'a'", daemon)
        let seconds = "extract(epoch FROM tick) > \(stopped)"
        try await place.wait(
            for: "20", "SELECT count(DISTINCT job) FROM seedd.tick WHERE outcome IS NOT NULL AND \(seconds)", daemon)
    }

    /// Each run that was begun is one tick's, but for those of the four that the outage met.
    private func expectNoneTwice(_ place: DaemonPlace, _ daemon: RunningCommand) throws {
        let lines = lines(daemon)
        var repeated = 0
        for job in Self.jobs {
            let begun = lines.count { $0.hasPrefix("planning \(job),") }
            let ticks = try place.ticks(job).count
            #expect(begun > 0 && begun <= ticks + 1, "\(job): \(begun) runs of \(ticks) ticks")
            repeated += max(0, begun - ticks)
        }
        #expect(repeated <= 4)
    }

    @Test func serverThatIsKilledForTenMinutes() async throws {
        try await with { cluster, place, daemon in
            let before = lines(daemon).count
            let stopped = Int(Date().timeIntervalSince1970)
            try cluster.stop()
            try await Task.sleep(for: .seconds(10))
            #expect(daemon.isRunning, "\(daemon.standardError)")
            let told = news(lines(daemon).dropFirst(before))
            expectFew(told)
            #expect(told.contains { $0.contains("attempt 1 failed") })
            try cluster.start()
            try await expectCaughtUp(place, daemon, since: stopped)
            daemon.signal(SIGTERM)
            #expect(try await daemon.finish().exitCode == 0)
            try expectNoneTwice(place, daemon)
        }
    }

    /// It takes connections, and answers nothing.
    @Test func serverThatHangsForTenMinutes() async throws {
        try await with { cluster, place, daemon in
            let before = lines(daemon).count
            let stopped = Int(Date().timeIntervalSince1970)
            try cluster.pause()
            try await Task.sleep(for: .seconds(10))
            #expect(daemon.isRunning, "\(daemon.standardError)")
            let told = news(lines(daemon).dropFirst(before))
            expectFew(told)
            try cluster.resume()
            try await expectCaughtUp(place, daemon, since: stopped)
            daemon.signal(SIGTERM)
            #expect(try await daemon.finish().exitCode == 0)
            try expectNoneTwice(place, daemon)
        }
    }
}
