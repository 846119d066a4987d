import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct DaemonTests {
    @Test func scheduledJobIsRunWheneverItIsDue() async throws {
        let place = try DaemonPlace()
        let daemon = try place.start()
        try await place.wait(for: Workplace.after, "SELECT * FROM flags ORDER BY code COLLATE \"C\"", daemon)
        try place.source.psql("UPDATE flags SET note = 'newer' WHERE code = 'a'")
        try await place.wait(for: "newer", "SELECT note FROM flags WHERE code = 'a'", daemon)
        daemon.signal(SIGTERM)
        #expect(try await daemon.finish().exitCode == 0)
        let ticks = try place.ticks()
        // The tick before the start was nobody's to run: the job is new.
        #expect(ticks.first == "noted")
        #expect(ticks.count { $0 == "applied" } == 2, "\(ticks)")
        #expect(Set(ticks).isSubset(of: ["noted", "applied", "unchanged"]), "\(ticks)")
    }

    @Test func tickThatWasMissedIsRunOnce() async throws {
        let place = try DaemonPlace("0 2 * * *")
        let first = try place.start()
        try await place.wait(for: "1", "SELECT count(*) FROM seedd.tick WHERE outcome = 'noted'", first)
        first.signal(SIGTERM)
        _ = try await first.finish()
        #expect(try place.place.rows() == Workplace.before)
        // As if that had been days ago.
        try place.target.psql("UPDATE seedd.tick SET tick = tick - interval '3 days'")
        let second = try place.start()
        try await place.wait(for: Workplace.after, "SELECT * FROM flags ORDER BY code COLLATE \"C\"", second)
        try await place.wait(for: "2", "SELECT count(*) FROM seedd.tick WHERE ended_at IS NOT NULL", second)
        second.signal(SIGTERM)
        #expect(try await second.finish().exitCode == 0)
        let third = try place.start()
        try await Task.sleep(for: .seconds(1))
        third.signal(SIGTERM)
        _ = try await third.finish()
        #expect(try place.ticks() == ["noted", "applied"])
    }

    @Test func stopLetsARunEnd() async throws {
        let place = try DaemonPlace()
        try place.add("daemon: {stop_timeout: 30min}")
        try place.slowDown(seconds: 2)
        let daemon = try place.start()
        try await daemon.waitForOutput("applying flags")
        daemon.signal(SIGTERM)
        let result = try await daemon.finish()
        #expect(result.exitCode == 0, "\(result)")
        #expect(try place.place.rows() == Workplace.after)
        // Ticks that came meanwhile are the run's as well.
        let ticks = try place.ticks()
        #expect(ticks.contains("applied") && ["applied", "merged"].contains(ticks.last), "\(ticks)")
    }

    @Test(arguments: [[SIGTERM, SIGTERM], [SIGINT]])
    func stopAtOnceRollsBack(signals: [CInt]) async throws {
        let place = try DaemonPlace()
        try place.slowDown(seconds: 60)
        let daemon = try place.start()
        try await daemon.waitForOutput("applying flags")
        for signal in signals {
            daemon.signal(signal)
            try await Task.sleep(for: .milliseconds(200))
        }
        let result = try await daemon.finish(within: .seconds(30))
        #expect(result.exitCode == 128 + Int(signals[0]), "\(result)")
        #expect(try place.place.rows() == Workplace.before)
        #expect(try place.ticks().last == "begun")
    }

    @Test func graceEndsARunThatGoesOn() async throws {
        let place = try DaemonPlace()
        try place.add("daemon: {stop_timeout: 60s}")
        try place.slowDown(seconds: 60)
        let daemon = try place.start()
        try await daemon.waitForOutput("applying flags")
        daemon.signal(SIGTERM)
        // A minute of its clock.
        let result = try await daemon.finish(within: .seconds(30))
        #expect(result.exitCode == 143, "\(result)")
        #expect(try place.place.rows() == Workplace.before)
    }

    @Test func protectedTargetIsOnlyPlannedFor() async throws {
        let place = try DaemonPlace(production: "protected: true")
        let daemon = try place.start()
        try await daemon.waitForOutput("planning flags")
        try await Task.sleep(for: .seconds(1))
        daemon.signal(SIGTERM)
        let result = try await daemon.finish()
        #expect(result.exitCode == 0)
        #expect(try place.place.rows() == Workplace.before)
        #expect(try place.target.psql("SELECT to_regnamespace('seedd') IS NULL") == "t")
        #expect(result.standardError.contains("unattended"), "\(result)")
    }

    @Test func protectedTargetIsWrittenForAnUnattendedJob() async throws {
        let place = try DaemonPlace(job: "  unattended: true", production: "protected: true")
        let daemon = try place.start()
        try await place.wait(for: Workplace.after, "SELECT * FROM flags ORDER BY code COLLATE \"C\"", daemon)
        daemon.signal(SIGTERM)
        #expect(try await daemon.finish().exitCode == 0)
    }

    @Test func daemonWithoutWorkIsAMistake() async throws {
        let place = try Workplace()
        let outcome = try await place.program(["run"])
        #expect(outcome.code == 78)
        #expect(outcome.error.contains("nothing in it has a schedule"), "\(outcome)")
    }

    /// No other attempt would do better before somebody looked at it.
    @Test func refusedPlanIsMadeOncePerTick() async throws {
        let place = try DaemonPlace(guards: "{max_changed: 100%, max_deletes: 0}")
        let daemon = try place.start()
        try await place.wait(for: "2", "SELECT count(*) FROM seedd.tick WHERE error = 'refused'", daemon)
        daemon.signal(SIGTERM)
        let result = try await daemon.finish()
        #expect(try place.place.rows() == Workplace.before)
        let planned =
            result.standardError.split(separator: "planning flags", omittingEmptySubsequences: false).count - 1
        #expect(planned == (try place.ticks().count { $0 == "failed" }), "\(result)")
    }
}
