import Foundation
import Glibc
import SeedTestKit
import Testing

@Suite(.environments)
struct SnapshotsPruneCommandTests {
    private static let lastTwo = "{keep: {last: 2, daily: 0, weekly: 0, monthly: 0}}"

    @Test func aDryRunShowsReasonsAndRemovesNothing() async throws {
        let place = try Workplace()
        let ids = try await place.takeSnapshots(4)
        try place.configureSnapshots(Self.lastTwo)
        let shown = await place.run("snapshots", "prune", "--dry-run")
        #expect(shown.code == 0, "\(shown)")
        let lines = shown.output.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[1].hasPrefix("keep") && lines[1].hasSuffix("the newest of its job, last 2"))
        #expect(lines[4].hasPrefix("remove") && lines[4].contains(ids[0]) && lines[4].hasSuffix("no rule keeps it"))
        #expect(shown.verdict.hasPrefix("prune: 2 to remove, 2 to keep, "))
        #expect(place.names(in: "snapshots") == ids)
        #expect(await place.run("snapshots", "prune", variables: ["SEEDD_DRY_RUN": "1"]).code == 0)
        #expect(place.names(in: "snapshots") == ids)
    }

    @Test func pruningRemovesAtOnce() async throws {
        let place = try Workplace()
        let ids = try await place.takeSnapshots(3)
        try place.configureSnapshots(Self.lastTwo)
        let unknown = await place.run("snapshots", "prune", "--job", "flag")
        #expect(unknown.code == 66 && unknown.error.contains("did you mean \"flags\"?"), "\(unknown)")
        let document = try await place.run("snapshots", "prune", "--output", "json").document()
        #expect(document["kind"] as? String == "snapshots")
        let snapshots = try #require(document["snapshots"] as? [[String: Any]])
        #expect(snapshots.map { $0["id"] as? String } == ids.reversed())
        #expect(snapshots.map { $0["keep"] as? Bool } == [true, true, false])
        #expect(snapshots[1]["reasons"] as? [String] == ["last 2"])
        #expect(document["removed"] as? Int == 1 && document["kept"] as? Int == 2)
        #expect(place.names(in: "snapshots") == Array(ids.dropFirst()))
        let again = await place.run("snapshots", "prune")
        #expect(again.verdict == "prune: 0 removed, 2 kept, 0 B freed")
    }

    @Test func withoutRulesTheDefaultsApply() async throws {
        let place = try Workplace()
        let ids = try await place.takeSnapshots(2)
        let outcome = try await place.program(["snapshots", "prune", "-q"])
        #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome)")
        #expect(outcome.error.contains("defaults apply: last 10, daily 7, weekly 5, monthly 12"))
        #expect(place.names(in: "snapshots") == ids)
    }

    @Test func aRunPrunesItsJobWhereThatIsConfigured() async throws {
        let place = try Workplace()
        let before = try await place.takeSnapshots(3)
        try place.configureSnapshots(Self.lastTwo)
        try place.environments.source.psql("UPDATE flags SET note = 'pruned' WHERE code = 'a'")
        // Processes of their own: in this one a fork of another test may hold the store's lock for a moment.
        let run = try await place.program(["sync", "--apply", "-v"])
        #expect(run.code == 0 && run.error.contains("snapshots pruned: 2, "), "\(run)")
        let after = place.names(in: "snapshots")
        #expect(after.count == 2 && after.first == before.last)
        // The newer of the two undoes it, and is still there to be undone.
        let undone = try await place.program(["rollback", "latest", "--apply", "-v"])
        #expect(undone.code == 0 && undone.error.contains("snapshots pruned: 1, "), "\(undone)")
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
    }

    @Test func aStoreInUseIsNotPruned() async throws {
        let place = try Workplace()
        let ids = try await place.takeSnapshots(3)
        try place.configureSnapshots(Self.lastTwo)
        let lock = open("\(place.directory)/snapshots/.lock", O_RDONLY | O_CLOEXEC)
        try #require(lock >= 0 && flock(lock, LOCK_SH) == 0)
        let refused = await place.run("snapshots", "prune")
        #expect(refused.code == 75 && refused.error.contains("in use"), "\(refused)")
        #expect(await place.run("snapshots", "prune", "--dry-run").code == 0)
        // A run's own pruning waits for another time.
        try place.environments.source.psql("UPDATE flags SET note = 'busy' WHERE code = 'a'")
        let run = await place.run("sync", "--apply")
        #expect(run.code == 0 && !run.error.contains("warning"), "\(run)")
        #expect(place.names(in: "snapshots").count == ids.count + 1)
        close(lock)
        #expect(await place.run("snapshots", "prune").verdict.hasPrefix("prune: 2 removed, 2 kept, "))
    }

    @Test func aSnapshotBeyondTheLimitStopsTheRun() async throws {
        let place = try Workplace()
        try place.configureSnapshots("{max_size: 1kB}")
        let outcome = await place.run("sync", "--apply")
        #expect(outcome.code == 73, "\(outcome)")
        #expect(outcome.error.contains("snapshots.max_size"))
        #expect(outcome.error.contains("hint: seedd snapshots prune"))
        #expect(try place.rows() == Workplace.before)
        let left = try FileManager.default.contentsOfDirectory(atPath: "\(place.directory)/snapshots")
        #expect(left.filter { $0 != ".lock" } == [])
    }

    @Test func twoProcessesShareOneStore() async throws {
        let job = """
            colors:
              from: staging
              to: production
              tables: [{name: public.colors}]
            """
        let place = try Workplace(jobs: "\(Workplace.jobs)\n\(job)")
        try place.configureSnapshots("{keep: {last: 1, daily: 0, weekly: 0, monthly: 0}}")
        try place.environments.psql("CREATE TABLE colors (code text PRIMARY KEY)")
        for round in 0..<5 {
            try place.environments.source.psql(
                "INSERT INTO colors VALUES ('c\(round)'); UPDATE flags SET note = '\(round)' WHERE code = 'a'")
            async let flags = place.program(["sync", "flags", "--apply"])
            async let colors = place.program(["sync", "colors", "--apply"])
            async let prune = place.program(["snapshots", "prune"])
            for outcome in try await [flags, colors] { #expect(outcome.code == 0, "\(outcome)") }
            let code = try await prune.code
            #expect(code == 0 || code == 75)
        }
        #expect(await place.run("snapshots", "prune").code == 0)
        let verified = await place.run("snapshots", "verify", "--data")
        #expect(verified.verdict == "verified: 2 whole, 0 damaged", "\(verified)")
    }
}
