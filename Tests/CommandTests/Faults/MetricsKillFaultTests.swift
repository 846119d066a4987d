import Foundation
import SeedModel
import SeedTestKit
import Testing

/// kill -9 while the metrics file is kept: a reader always finds a whole one, and the next run goes on with it.
@Suite(.environments)
struct MetricsKillFaultTests {
    private static let kills = KillFaultTests.isThorough ? 100 : 10

    private let place: Workplace
    private let program: CommandRun

    init() throws {
        place = try Workplace()
        try place.configureMetrics()
        program = CommandRun([try CommandRun.seeddPath, "sync", "--apply"], directory: place.directory)
    }

    @Test func `killed before the new file has its name`() async throws {
        #expect(try await program.run().exitCode == 0)
        let before = try place.metricsText()
        var killed = program
        killed.environment["SEEDD_FAULT_POINT"] = "mid-metrics"
        #expect(try await killed.run().status == .signaled(Int(SIGKILL)))
        #expect(try place.metricsText() == before)
        #expect(FileManager.default.fileExists(atPath: "\(place.directory)/.seedd.prom.tmp"))
        try await expectNextRunCounts(after: 1)
    }

    /// The rows are there before their run is counted.
    @Test func `killed in the first run of all`() async throws {
        var killed = program
        killed.environment["SEEDD_FAULT_POINT"] = "mid-metrics"
        #expect(try await killed.run().status == .signaled(Int(SIGKILL)))
        #expect(place.names() == ["seedd.yaml", "snapshots"])
        try await expectNextRunCounts(after: 0)
    }

    /// Whoever waits for a stopped process goes on without its numbers.
    @Test func `stopped with the lock in its hands`() async throws {
        #expect(try await program.run().exitCode == 0)
        var stopped = program
        stopped.environment["SEEDD_PAUSE_POINT"] = "mid-metrics"
        let holder = try stopped.start()
        try await holder.waitUntilStopped()
        let other = try await program.run()
        #expect(other.exitCode == 0, "\(other)")
        #expect(other.standardError.contains("another process has held its lock for 1 s"), "\(other)")
        holder.resume()
        #expect(try await holder.finish().exitCode == 0)
        try await expectNextRunCounts(after: 2)
    }

    @Test func `killed at random moments of runs`() async throws {
        #expect(try await program.run().exitCode == 0)
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try await program.run().exitCode == 0)
        let duration = clock.now - start
        var counted = try runs()
        for _ in 0..<Self.kills {
            let command = try program.start()
            // The file is written at the end of a run.
            try await Task.sleep(for: duration * Double.random(in: 0.7...1.1))
            command.signal(SIGKILL)
            _ = try await command.finish()
            let now = try runs()
            #expect(now == counted || now == counted + 1)
            counted = now
        }
        print("killed while metrics are kept: \(Int(counted) - 2) of \(Self.kills) runs counted")
        try await expectNextRunCounts(after: counted)
    }

    private func runs() throws -> Double {
        try RunOutcome.allCases.reduce(0) { sum, outcome in
            try sum + (place.metrics()[MetricSeries(.runs, ["flags", "production", outcome.rawValue])] ?? 0)
        }
    }

    private func expectNextRunCounts(after counted: Double) async throws {
        let next = try await program.run()
        #expect(next.exitCode == 0, "\(next)")
        #expect(next.standardError.isEmpty, "\(next)")
        #expect(try runs() == counted + 1)
        #expect(!FileManager.default.fileExists(atPath: "\(place.directory)/.seedd.prom.tmp"))
    }
}
