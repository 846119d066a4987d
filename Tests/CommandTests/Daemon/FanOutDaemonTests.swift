import Foundation
import SeedTestKit
import Testing

/// A daemon with a job that has several targets.
@Suite(.database)
struct FanOutDaemonTests {
    private static let schedule = "    schedule: \"every 1m\""
    private static let rows = "SELECT * FROM flags ORDER BY code COLLATE \"C\""

    @Test func aTargetThatIsAwayHoldsUpNoOther() async throws {
        try await FanOutPlace.with { place in
            let socket = "\(place.place.directory)/socket"
            try place.configure(
                usURL: "host=\(socket) user=postgres dbname=\(place.us.name)", job: Self.schedule)
            let eu = DaemonPlace(place.place, speed: 60)
            let daemon = try eu.start()
            try await eu.wait(for: Workplace.after, Self.rows, daemon)
            for note in ["second", "third"] {
                try place.source.psql("UPDATE flags SET note = '\(note)' WHERE code = 'a'")
                try await eu.wait(for: note, "SELECT note FROM flags WHERE code = 'a'", daemon)
            }
            #expect(try FanOutPlace.rows(place.us) == Workplace.before)
            #expect(daemon.standardError.contains("flags to us: attempt 1 failed"), "\(daemon.standardError)")
            #expect(!daemon.standardError.contains("flags to eu: attempt"), "\(daemon.standardError)")

            // It comes back, and is made equal.
            let directory = try place.us.psql("SHOW unix_socket_directories")
            try FileManager.default.createSymbolicLink(atPath: socket, withDestinationPath: directory)
            let us = try DaemonPlace(
                Workplace(
                    empty: TestEnvironments(source: place.source, target: place.us), directory: place.place.directory),
                speed: 60)
            try await us.wait(for: "third", "SELECT note FROM flags WHERE code = 'a'", daemon)
            daemon.signal(SIGTERM)
            #expect(try await daemon.finish().exitCode == 0)
            #expect(try us.ticks().contains("applied") && us.ticks().count <= eu.ticks().count)
        }
    }

    /// Each target that may be written without asking is, and the others are planned.
    @Test func aProtectedTargetIsPlannedBesideTheOthers() async throws {
        try await FanOutPlace.with { place in
            try place.configure(us: ", protected: true", job: Self.schedule)
            let eu = DaemonPlace(place.place, speed: 60)
            let daemon = try eu.start()
            try await eu.wait(for: Workplace.after, Self.rows, daemon)
            try await daemon.waitForOutput("flags to us: ")
            daemon.signal(SIGTERM)
            #expect(try await daemon.finish().exitCode == 0)
            #expect(try FanOutPlace.rows(place.us) == Workplace.before)
        }
    }

    @Test func periodicSnapshotsAreOfEachTarget() async throws {
        try await FanOutPlace.with { place in
            try place.configure(job: Self.schedule)
            let eu = DaemonPlace(place.place, speed: 60)
            try eu.add("snapshots: {schedule: \"0 0 1 1 *\"}")
            let daemon = try eu.start()
            let deadline = ContinuousClock.now + .seconds(60)
            var taken: Set<String> = []
            while taken.count < 3, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(100))
                let list = await place.place.run("snapshots", "list", "--output", "json")
                let snapshots = (try? list.document()["snapshots"] as? [[String: Any]]) ?? []
                taken = Set(
                    snapshots.filter { $0["reason"] as? String == "requested" }.compactMap {
                        $0["environment"] as? String
                    })
            }
            daemon.signal(SIGTERM)
            #expect(try await daemon.finish().exitCode == 0)
            #expect(taken == ["eu", "us", "ap"], "\(daemon.standardError)")
        }
    }
}
