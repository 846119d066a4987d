import Foundation
import SeedModel
import SeedTestKit
import Testing

/// What commands leave in the file of `metrics.textfile`.
@Suite(.environments)
struct MetricsTests {
    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.configureMetrics()
        return place
    }

    private func value(_ place: Workplace, _ metric: Metric, _ label: String? = nil, job: String = "flags") throws
        -> Double?
    {
        try place.metrics()[MetricSeries(metric, [job, "production"] + (label.map { [$0] } ?? []))]
    }

    @Test func aRunARollbackAndWhatItHolds() async throws {
        let place = try place()
        let start = Date.now.timeIntervalSince1970
        let sync = await place.run("sync", "--apply")
        #expect(sync.code == 0, "\(sync)")
        #expect(sync.error.isEmpty)
        #expect(try value(place, .runs, "applied") == 1)
        #expect(try value(place, .lastRunRows, "inserted") == 2)
        #expect(try value(place, .lastRunRows, "deleted") == 1)
        #expect(try value(place, .lastRunSuccess) == 1)
        let ended = try #require(try value(place, .lastSuccess))
        #expect(abs(ended - start) < 60)
        #expect(try #require(try value(place, .lastSnapshot)) >= start.rounded(.down))
        #expect(try place.metrics()[MetricSeries(.snapshots)] == 1)
        #expect(try #require(try place.metrics()[MetricSeries(.snapshotBytes)]) > 100)

        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        #expect(try value(place, .runs, "rolled_back") == 1)
        #expect(try place.metrics()[MetricSeries(.snapshots)] == 2)
        #expect(await place.run("sync", "--apply").code == 3)
        #expect(try value(place, .runs, "unchanged") == 1)
        #expect(try value(place, .held) == 4)
        #expect(try value(place, .lastRunRows, "held") == 4)
        #expect(await place.run("release", "flags").code == 0)
        #expect(try value(place, .held) == 0)
        #expect(try value(place, .rowsWritten, "inserted") == 3)
        #expect(Prometheus.problems(in: try place.metricsText()) == [])
    }

    @Test func aFailureCountsAndLeavesTheLastSuccess() async throws {
        let place = try place()
        #expect(await place.run("sync", "--apply").code == 0)
        let success = try value(place, .lastSuccess)
        try place.environments.target.psql("DROP TABLE flags")
        #expect(await place.run("sync", "--apply").code == 78)
        #expect(try value(place, .runs, "failed") == 1)
        #expect(try value(place, .lastRunSuccess) == 0)
        #expect(try value(place, .lastSuccess) == success)
    }

    @Test func aPlanPublishesNothing() async throws {
        let place = try place()
        #expect(await place.run("plan").code == 0)
        #expect(await place.run("sync").code == 0)
        #expect(place.names() == ["seedd.yaml"])
    }

    @Test func aSnapshotAndPruningAreMeasured() async throws {
        let place = try place()
        #expect(await place.run("snapshot").code == 0)
        #expect(try place.metrics()[MetricSeries(.snapshots)] == 1)
        #expect(try value(place, .lastSnapshot) != nil)
        _ = try await place.takeSnapshots(2)
        #expect(try place.metrics()[MetricSeries(.snapshots)] == 3)
        try place.configureSnapshots("{keep: {last: 1, daily: 0, weekly: 0, monthly: 0}}")
        #expect(await place.run("snapshots", "prune").code == 0)
        #expect(try place.metrics()[MetricSeries(.snapshots)] == 1)
    }

    @Test func aJobThatIsNotConfiguredAnyMoreVanishes() async throws {
        let place = try place()
        #expect(await place.run("sync", "--apply").code == 0)
        try place.configure(jobs: Workplace.jobs.replacing("flags:\n", with: "other:\n"))
        try place.configureMetrics()
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(try value(place, .runs, "applied") == nil)
        #expect(try value(place, .runs, "unchanged", job: "other") == 1)
    }

    /// The collector is another user.
    @Test func everybodyMayReadItWhateverTheUmask() async throws {
        let place = try place()
        let command = CommandRun(
            ["sh", "-c", "umask 077 && exec \"$0\" sync --apply", try CommandRun.seeddPath], directory: place.directory)
        #expect(try await command.run().exitCode == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(place.directory)/seedd.prom")
        #expect(attributes[.posixPermissions] as? Int == 0o644)
    }

    @Test func aFolderThatIsNotThereFailsNoRun() async throws {
        let place = try Workplace()
        try place.configureMetrics("missing/seedd.prom")
        let sync = await place.run("sync", "--apply")
        #expect(sync.code == 0, "\(sync)")
        #expect(sync.error.split(separator: "\n").filter { $0.contains("metrics are not up to date") }.count == 1)
        #expect(try place.rows() == Workplace.after)
    }

    /// Of runs of one job most end with 75: they count as well, each of them.
    @Test func processesAtOnceLoseNoRun() async throws {
        let place = try place()
        let commands = try (0..<12).map { _ in
            try CommandRun([try CommandRun.seeddPath, "sync", "--apply"], directory: place.directory).start()
        }
        for command in commands { _ = try await command.finish() }
        let counted = try RunOutcome.allCases.reduce(0) { sum, outcome in
            try sum + (value(place, .runs, outcome.rawValue) ?? 0)
        }
        #expect(counted == 12)
        #expect(place.names() == ["seedd.prom", "seedd.yaml", "snapshots"])
    }
}
