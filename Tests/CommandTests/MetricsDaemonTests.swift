import Foundation
import SeedModel
import SeedTestKit
import Testing

/// What the daemon promises in the metrics file.
@Suite(.environments)
struct MetricsDaemonTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try configure(schedule: "every 12h")
    }

    private func configure(schedule: String, job: String = "flags") throws {
        try place.configure(
            jobs: Workplace.jobs.replacing("flags:\n", with: "\(job):\n  schedule: \(schedule)\n"))
        try place.configureMetrics()
    }

    private func next(_ job: String = "flags") throws -> Double? {
        guard FileManager.default.fileExists(atPath: "\(place.directory)/seedd.prom") else { return nil }
        return try place.metrics()[MetricSeries(.nextRun, [job, "production"])]
    }

    private func wait(for condition: () throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try !condition() {
            try #require(ContinuousClock.now < deadline)
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test func theNextRunIsPromisedUntilTheDaemonIsStopped() async throws {
        let daemon = try CommandRun([try CommandRun.seeddPath, "run"], directory: place.directory).start()
        try await wait { try next() != nil }
        let distance = try #require(try next()) - Date.now.timeIntervalSince1970
        #expect(distance > 0 && distance <= 12 * 3600)

        try configure(schedule: "every 12h", job: "renamed")
        daemon.signal(SIGHUP)
        try await wait { try next("renamed") != nil }
        #expect(try next() == nil)

        daemon.signal(SIGTERM)
        let result = try await daemon.finish()
        #expect(result.exitCode == 0, "\(result)")
        #expect(try next("renamed") == nil)
        #expect(try place.metrics()[MetricSeries(.overdue, ["renamed", "production"])] == 0)
    }

    @Test func theNextRunIsPromisedByOneThatWasKilled() async throws {
        let daemon = try CommandRun([try CommandRun.seeddPath, "run"], directory: place.directory).start()
        try await wait { try next() != nil }
        daemon.signal(SIGKILL)
        _ = try await daemon.finish()
        #expect(try next() != nil)
    }
}
