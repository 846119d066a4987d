import Foundation
import SeedTestKit
import Testing

/// Several daemons that share a job.
@Suite(.environments)
struct DaemonSharingTests {
    @Test func oneOfThemRunsATick() async throws {
        let place = try DaemonPlace()
        let daemons = try (0..<3).map { _ in try place.start() }
        try await place.wait(
            for: "6",
            "SELECT count(*) FROM (SELECT FROM seedd.tick WHERE outcome IN ('applied', 'unchanged') LIMIT 6) t",
            daemons[0])
        for daemon in daemons { daemon.signal(SIGTERM) }
        var planned = 0
        for daemon in daemons {
            let result = try await daemon.finish()
            #expect(result.exitCode == 0)
            planned +=
                result.standardError.split(separator: "planning flags", omittingEmptySubsequences: false).count - 1
        }
        let ticks = try place.ticks()
        #expect(ticks.count { $0 == "applied" } == 1)
        // Each was planned once, by one of the three.
        #expect(planned == ticks.count - 1, "\(ticks)")
        let gaps =
            "SELECT count(*) FROM (SELECT tick - lag(tick) OVER (ORDER BY tick) g FROM seedd.tick) t WHERE g <> '1 minute'"
        #expect(try place.target.psql(gaps) == "0")
    }

    @Test func clockOfAnotherThatIsWrongSilencesNobody() async throws {
        let place = try DaemonPlace()
        let daemon = try place.start()
        try await place.wait(for: Workplace.after, "SELECT * FROM flags ORDER BY code COLLATE \"C\"", daemon)
        try place.target.psql(
            """
            INSERT INTO seedd.tick (job, tick, ended_at, outcome, operator)
            SELECT 'flags', now() + n * interval '20 hours', now(), 'unchanged', 'elsewhere' FROM generate_series(1, 150) n
            """)
        try place.source.psql("UPDATE flags SET note = 'newer' WHERE code = 'a'")
        try await place.wait(for: "newer", "SELECT note FROM flags WHERE code = 'a'", daemon)
        daemon.signal(SIGTERM)
        _ = try await daemon.finish()
        // What is recorded of the present stays.
        #expect(try place.target.psql("SELECT count(*) > 1 FROM seedd.tick WHERE operator <> 'elsewhere'") == "t")
    }

    @Test func tickOfADaemonThatDiedIsTakenOver() async throws {
        let place = try DaemonPlace()
        let dying = try place.start(variables: ["SEEDD_PAUSE_POINT": "before-commit"])
        try await dying.waitUntilStopped()
        let heir = try place.start()
        try await Task.sleep(for: .seconds(1))
        #expect(try place.place.rows() == Workplace.before)
        dying.signal(SIGKILL)
        try await place.wait(for: Workplace.after, "SELECT * FROM flags ORDER BY code COLLATE \"C\"", heir)
        try await place.wait(for: "applied", "SELECT DISTINCT outcome FROM seedd.tick WHERE outcome = 'applied'", heir)
        heir.signal(SIGTERM)
        #expect(try await heir.finish().exitCode == 0)
    }
}
