import Foundation
import SeedModel
import SeedTestKit
import Synchronization
import Testing

@testable import SeedEngine

/// The file under what surrounds it: other writers, folders that are not there, files that are none of ours.
struct MetricsSinkTests {
    private let folder: String
    private let told = CollectingSink()
    private var path: String { "\(folder)/seedd.prom" }

    init() throws { folder = try TestScratch.makeDirectory("metrics") }

    private func configuration(_ path: String?) -> Configuration {
        let job = Job(name: "prices", from: "staging", to: ["production"], tables: [])
        return Configuration(environments: [:], jobs: [job], metricsTextfile: path)
    }

    private func sink(_ path: String? = nil, pace: MetricsSink.Pace = .atOnce) -> MetricsSink {
        MetricsSink(
            configuration(path ?? self.path), directory: folder, version: "1", pace: pace, warnings: told,
            now: { UTCTime(seconds: 1_800_000_000) })
    }

    private var lockPath: String { "\(folder)/.seedd.prom.lock" }

    private func lock() throws -> MetricsLock { try MetricsLock.take(lockPath, in: folder, within: .zero) }

    private var ended: Event {
        .ended(FinishedRun(job: "prices", from: "staging", to: "production", outcome: .unchanged))
    }

    private func page() throws -> MetricsPage {
        try #require(MetricsPage(try String(contentsOfFile: path, encoding: .utf8)))
    }

    private func runs() throws -> Double? { try page()[MetricSeries(.runs, ["prices", "production", "unchanged"])] }

    private var warnings: [String] {
        told.events.compactMap { event in
            guard case .warning(let subject, let message) = event else { return nil }
            return "\(subject): \(message)"
        }
    }

    @Test func whereNothingIsConfiguredNothingIsWritten() throws {
        let sink = MetricsSink(configuration(nil), directory: folder, version: "1", warnings: told)
        sink.receive(ended)
        sink.tell(nextRuns: ["prices": UTCTime(seconds: 7)])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        sink.follow(configuration(path))
        sink.receive(ended)
        #expect(try runs() == 1)
        #expect(warnings.isEmpty)
    }

    @Test func aRelativePathBeginsInTheWorkingDirectory() throws {
        sink("seedd.prom").receive(ended)
        #expect(try runs() == 1)
        #expect(try page()[MetricSeries(.lastSuccess, ["prices", "production"])] == 1_800_000_000)
    }

    /// Threads and processes exclude each other by the same lock: each opens its file anew.
    @Test func noUpdateIsLost() async throws {
        let sinks = (0..<4).map { _ in sink() }
        let event = ended
        await withTaskGroup(of: Void.self) { group in
            for sink in sinks {
                group.addTask { for _ in 0..<25 { sink.receive(event) } }
            }
        }
        #expect(try runs() == 100)
        #expect(warnings.isEmpty)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [".seedd.prom.lock", "seedd.prom"])
    }

    @Test func aLockThatIsNotLetGoIsAWarning() throws {
        let sink = sink()
        sink.receive(ended)
        let clock = ContinuousClock()
        let lock = try lock()
        let waited = clock.measure { sink.receive(ended) }
        #expect(waited >= .seconds(1) && waited < .seconds(10))
        sink.receive(ended)
        extendLifetime(lock)
        #expect(
            warnings == ["\(lockPath): another process has held its lock for 1 s; metrics are not up to date"])
        #expect(try runs() == 1)
    }

    @Test func eachRunAfterItGoesOnWhereTheLockIsFree() throws {
        do {
            let lock = try lock()
            extendLifetime(lock)
        }
        sink().receive(ended)
        #expect(try runs() == 1)
    }

    @Test func aMissingFolderIsOneWarning() throws {
        let sink = sink("\(folder)/missing/seedd.prom")
        for _ in 0..<3 { sink.receive(ended) }
        #expect(
            warnings == [
                "\(folder)/missing/.seedd.prom.lock: can't be opened: No such file or directory; metrics are not up to date"
            ])
    }

    @Test(arguments: ["", "<html>", "# HELP x y\n# TYPE x gauge\nx 1\n", "\u{0}\u{0}"])
    func aFileOfOthersIsReplaced(_ content: String) throws {
        try Data(content.utf8).write(to: URL(filePath: path))
        let sink = sink()
        sink.receive(ended)
        sink.receive(ended)
        #expect(try runs() == 2)
        #expect(warnings == ["\(path): was not what seedd writes, and has been replaced; its counters begin anew"])
    }

    @Test func bytesThatAreNoTextAreReplaced() throws {
        try Data([0x23, 0xFF, 0xFE]).write(to: URL(filePath: path))
        sink().receive(ended)
        #expect(try runs() == 1)
    }

    @Test func aPipeStaysWhatItIs() throws {
        #expect(mkfifo(path, 0o600) == 0)
        sink().receive(ended)
        #expect(warnings == ["\(path): is not a regular file; metrics are not up to date"])
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType != .typeRegular)
    }

    @Test func whatAKilledProcessLeftIsInNobodysWay() throws {
        let leftover = "\(folder)/.seedd.prom.tmp"
        try Data("half".utf8).write(to: URL(filePath: leftover))
        #expect(chmod(leftover, 0o400) == 0)
        sink().receive(ended)
        #expect(try runs() == 1)
        #expect(!FileManager.default.fileExists(atPath: leftover))
    }

    @Test func aDaemonHearsOfAnotherThatRanTheTick() throws {
        let sink = sink()
        let tick = UTCTime(seconds: 7)
        sink.receive(.daemon(.overdue(job: "prices", to: "production", due: tick, lastSuccess: nil)))
        #expect(try page()[MetricSeries(.overdue, ["prices", "production"])] == 1)
        sink.receive(.daemon(.takenElsewhere(job: "prices", to: "production", tick: tick, by: "other")))
        #expect(try page()[MetricSeries(.overdue, ["prices", "production"])] == 0)
    }

    @Test func aFileThatFailsAgainIsWarnedOfAgain() throws {
        let sink = sink()
        for _ in 0..<2 {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            for _ in 0..<2 { sink.receive(ended) }
            try FileManager.default.removeItem(atPath: path)
            sink.receive(ended)
            #expect(try runs() == 1)
            try FileManager.default.removeItem(atPath: path)
        }
        #expect(warnings.count == 2, "\(warnings)")
        #expect(Set(warnings).count == 1)
    }

    @Test func theNextRunsAreThoseOfTheDaemon() throws {
        let sink = sink()
        sink.tell(nextRuns: ["prices": UTCTime(seconds: 7), "gone": UTCTime(seconds: 8)])
        #expect(try page()[MetricSeries(.nextRun, ["prices", "production"])] == 7)
        #expect(try page()[MetricSeries(.nextRun, ["gone", "production"])] == nil)
        sink.receive(ended)
        #expect(try page()[MetricSeries(.nextRun, ["prices", "production"])] == 7)
        sink.receive(.daemon(.stopped))
        #expect(try page()[MetricSeries(.nextRun, ["prices", "production"])] == nil)
    }
}
