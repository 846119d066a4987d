import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import SeedEngine

/// A daemon goes on while its metrics wait.
struct MetricsPaceTests {
    private let folder: String
    private let told = CollectingSink()
    private var path: String { "\(folder)/seedd.prom" }

    init() throws { folder = try TestScratch.makeDirectory("pace") }

    private func configuration(_ path: String? = nil) -> Configuration {
        let job = Job(name: "prices", from: "staging", to: ["production"], tables: [])
        return Configuration(environments: [:], jobs: [job], metricsTextfile: path ?? self.path)
    }

    private func sink() -> MetricsSink {
        MetricsSink(configuration(), directory: folder, version: "1", pace: .behind, warnings: told)
    }

    private func lock() throws -> MetricsLock {
        try MetricsLock.take("\(folder)/.seedd.prom.lock", in: folder, within: .zero)
    }

    private let ended = Event.ended(
        FinishedRun(job: "prices", from: "staging", to: "production", outcome: .unchanged))

    private func runs(_ path: String? = nil) throws -> Double? {
        let page = MetricsPage(try String(contentsOfFile: path ?? self.path, encoding: .utf8))
        return try #require(page)[MetricSeries(.runs, ["prices", "production", "unchanged"])]
    }

    @Test func nobodyWaitsForTheLock() throws {
        let sink = sink()
        do {
            let lock = try lock()
            let received = ContinuousClock().measure { for _ in 0..<20 { sink.receive(ended) } }
            #expect(received < .seconds(10))
            #expect(!FileManager.default.fileExists(atPath: path))
            extendLifetime(lock)
        }
        sink.flush()
        #expect(try runs() == 20)
        #expect(told.events.isEmpty)
    }

    /// Written one by one, twenty changes would wait for twenty seconds.
    @Test func whatWaitsIsWrittenAtOnce() throws {
        let sink = sink()
        let lock = try lock()
        for _ in 0..<20 { sink.receive(ended) }
        let flushed = ContinuousClock().measure { sink.flush(within: .seconds(30)) }
        extendLifetime(lock)
        #expect(flushed < .seconds(10))
        #expect(told.events.count == 1, "\(told.events)")
    }

    @Test func theEndIsNotHeldUp() throws {
        let sink = sink()
        let lock = try lock()
        sink.receive(ended)
        let flushed = ContinuousClock().measure { sink.flush(within: .milliseconds(100)) }
        #expect(flushed < .seconds(10))
        extendLifetime(lock)
        #expect(told.events.count == 1)
        #expect("\(told.events)".contains("seedd.prom\", message: \"was not written within"))
    }

    @Test func eachEventIsInTheFileOfItsTime() throws {
        let sink = sink()
        let other = "\(folder)/other.prom"
        do {
            let lock = try lock()
            sink.receive(ended)
            sink.follow(configuration(other))
            for _ in 0..<2 { sink.receive(ended) }
            extendLifetime(lock)
        }
        sink.flush()
        #expect(try runs() == 1)
        #expect(try runs(other) == 2)
    }
}
