import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct HistoryCommandTests {
    @Test func aTargetNeverWrittenHasNone() async throws {
        let place = try Workplace()
        let outcome = await place.run("history")
        #expect(outcome.code == 0)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error == "production: seedd has never written to it\n")
        let document = try await place.run("history", "--output", "json").document()
        #expect((document["runs"] as? [Any])?.isEmpty == true)
    }

    @Test func aRunIsListedOnceWhereTwoEnvironmentsAreOneDatabase() async throws {
        let place = try Workplace()
        let again = Workplace.jobs.replacing("flags:", with: "more:").replacing("production", with: "live")
        try place.configure(jobs: Workplace.jobs + "\n" + again)
        let text = try String(contentsOfFile: "\(place.directory)/seedd.yaml", encoding: .utf8)
        let live = "environments:\n  live: {url: \"\(place.environments.target.connectionString)\"}"
        try place.write(text.replacing("environments:", with: live), to: "seedd.yaml")
        #expect(await place.run("sync", "flags", "--apply").code == 0)
        #expect(await place.run("history").output.split(separator: "\n").count == 2)
        #expect(await place.run("history", "more").output.isEmpty)
    }

    /// Of all targets together, to the microsecond.
    @Test func runsOfOneSecondAreInOrder() async throws {
        let place = try Workplace()
        try place.environments.source.psql("DROP TABLE flags; " + Workplace.flags)
        let back = "\nback: {from: production, to: staging, tables: [{name: public.flags}]}"
        try place.configure(jobs: Workplace.jobs + back)
        let (staging, production) = (place.environments.source, place.environments.target)
        #expect(await place.run("sync", "back", "--apply").code == 0)
        try staging.psql("INSERT INTO flags VALUES ('z', true, NULL)")
        #expect(await place.run("sync", "flags", "--apply").code == 0)
        try production.psql("UPDATE seedd.run SET finished_at = '2026-01-01 00:00:00.2'")
        try staging.psql("UPDATE seedd.run SET finished_at = '2026-01-01 00:00:00.7'")
        var ids = try [staging, production].map { try $0.psql("SELECT id FROM seedd.run") }
        #expect(await place.run("history", "-q").output == ids.joined(separator: "\n") + "\n")
        try production.psql("UPDATE seedd.run SET finished_at = '2026-01-01 00:00:00.9'")
        ids.reverse()
        #expect(await place.run("history", "-q").output == ids.joined(separator: "\n") + "\n")
    }

    @Test func runsAreListedNewestFirst() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        let lines = await place.run("history").output.split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[0].hasPrefix("FINISHED"))
        #expect(lines[1].contains("rollback"))
        #expect(lines[2].contains("sync"))
        #expect(await place.run("history", "--limit", "1").output.split(separator: "\n").count == 2)

        let document = try await place.run("history", "flags", "--output", "json").document()
        #expect(document["kind"] as? String == "history")
        let run = try #require((document["runs"] as? [[String: Any]])?.last)
        #expect(run["job"] as? String == "flags")
        #expect(run["action"] as? String == "sync")
        #expect(run["insert"] as? Int == 2)
        let snapshots = place.names(in: "snapshots")
        #expect(run["snapshot"] as? String == snapshots.first)
        let ids = try place.environments.target.psql("SELECT id FROM seedd.run ORDER BY finished_at DESC")
        #expect(await place.run("history", "-q").output == ids + "\n")
    }
}
