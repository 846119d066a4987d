import Foundation
import SeedTestKit
import Testing

/// Rows that were edited in production: what commands say of them and how they end.
@Suite(.environments)
struct ConflictCommandTests {
    private func promoted(_ policy: String) async throws -> Workplace {
        let place = try Workplace(jobs: Self.jobs(policy))
        #expect(await place.run("sync", "--apply").code == 0)
        try place.environments.target.psql("UPDATE seedd.run SET finished_at = '2026-01-02 03:04:05+00'")
        try place.environments.target.psql(
            "UPDATE seedd.base SET promoted_at = '2026-01-02 03:04:05+00'; UPDATE flags SET note = 'hotfix' WHERE code = 'a'"
        )
        return place
    }

    private static func jobs(_ policy: String) -> String {
        """
        flags:
          from: staging
          to: production
          guards: {max_changed: 100%, max_deletes: 100%}
          tables: [{name: public.flags, mode: mirror, on_conflict: \(policy)}]
        """
    }

    @Test func anOpenConflictIsShownSideBySideAndEndsWith3() async throws {
        let place = try await promoted("merge")
        try place.environments.source.psql(
            "UPDATE flags SET note = 'release' WHERE code = 'a'; UPDATE flags SET note = 'y' WHERE code = 'c'")
        let plan = await place.run("plan", "--detailed-exitcode")
        #expect(plan.code == 2, "\(plan)")
        #expect(
            plan.output.contains(
                """
                  ! code=a (in conflict, edited in production since 2026-01-02)
                    note: | was "new" | staging "release" | production "hotfix"
                """), "\(plan)")
        #expect(plan.output.contains("1 of these rows was edited in production since 2026-01-02"), "\(plan)")
        #expect(plan.output.contains("~ code=c  note"), "\(plan)")
        #expect(plan.error.contains("flags: 1 row left in conflict"))

        let sync = try await place.program(["sync", "--apply"])
        #expect(sync.code == 3, "\(sync)")
        #expect(sync.output.contains("run: 0 inserted, 1 updated, 0 deleted, 1 unchanged, 1 in conflict in 1 table"))
        #expect(try place.rows() == "a|t|hotfix\nb|f|\nc|t|y")
        // Also where nothing else is left to be written.
        let second = await place.run("sync", "--apply")
        #expect(second.code == 3, "\(second)")
        #expect(!second.output.contains("nothing to do"))
        let none = await place.run("plan", "--detailed-exitcode")
        #expect(none.code == 0, "\(none)")

        try place.environments.source.psql("UPDATE flags SET note = 'hotfix' WHERE code = 'a'")
        #expect(await place.run("sync", "--apply").code == 0)
    }

    @Test func aConflictIsOverwrittenByAnotherPolicyForItsRowOnly() async throws {
        let place = try await promoted("merge")
        try place.environments.source.psql("UPDATE flags SET note = 'release' WHERE code IN ('a', 'c')")
        try place.configure(jobs: Self.jobs("source"))
        let sync = await place.run("sync", "--only", "code=a", "--apply")
        #expect(sync.code == 0, "\(sync)")
        #expect(try place.rows() == "a|t|release\nb|f|\nc|t|x")
    }

    /// The way out that docs/CONFLICTS.md names: it decides one row, and every other edit stays known.
    @Test func thePagesCommandDecidesOneRow() async throws {
        let page = try String(contentsOfFile: "\(PackageRoot.path)/docs/CONFLICTS.md", encoding: .utf8)
        let command = try #require(page.firstMatch(of: /`seedd (sync flags [^`]*--on-conflict source --apply)`/)).1
        let place = try await promoted("merge")
        try place.environments.source.psql("UPDATE flags SET note = 'release' WHERE code = 'a'")
        try place.environments.target.psql("UPDATE flags SET note = 'other' WHERE code = 'c'")
        #expect(await place.run("sync", "--apply").code == 3)
        let outcome = try await place.program(command.split(separator: " ").map(String.init))
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.rows() == "a|t|release\nb|f|\nc|t|other")
        let next = await place.run("sync", "--apply")
        #expect(next.code == 0, "\(next)")
        #expect(try place.rows() == "a|t|release\nb|f|\nc|t|other")
    }

    @Test func statusShowsOpenConflicts() async throws {
        let place = try await promoted("merge")
        try place.environments.source.psql(
            "UPDATE flags SET note = 'release' WHERE code = 'a'; UPDATE flags SET note = 'y' WHERE code = 'c'")
        #expect(await place.run("sync", "--apply").code == 3)
        #expect(await place.run("status").output.contains("CONFLICT"))
    }

    @Test func documentsHaveTheBaseBesideBothSides() async throws {
        let place = try await promoted("merge")
        try place.environments.source.psql("UPDATE flags SET note = 'release' WHERE code = 'a'")
        let document = try await place.run("plan", "--output", "json").document()
        #expect(document["conflict"] as? Int == 1)
        let table = try #require((document["tables"] as? [[String: Any]])?.first)
        let change = try #require((table["changes"] as? [[String: Any]])?.first)
        #expect(change["op"] as? String == "conflict")
        #expect(change["resolved"] == nil)
        #expect(change["edited_since"] as? String == "2026-01-02T03:04:05Z")
        #expect(
            change["columns"] as? [String: [String: String]]
                == ["note": ["from": "hotfix", "to": "release", "base": "new"]])
    }

    @Test func whatIsKeptIsListedAndIsNoReasonFor3() async throws {
        let place = try await promoted("target")
        try place.environments.source.psql("UPDATE flags SET note = 'release' WHERE code = 'a'")
        let sync = await place.run("sync", "--apply")
        #expect(sync.code == 0, "\(sync)")
        #expect(sync.output.contains("nothing to do"))
        let plan = await place.run("plan")
        #expect(plan.output.contains("! code=a (kept, edited in production since 2026-01-02)"), "\(plan)")
        let document = try await place.run("plan", "--output", "json").document()
        let table = try #require((document["tables"] as? [[String: Any]])?.first)
        let change = try #require((table["changes"] as? [[String: Any]])?.first)
        #expect(document["conflict"] as? Int == 0 && document["unchanged"] as? Int == 3)
        #expect(change["resolved"] as? String == "target")
        #expect(try place.rows() == "a|t|hotfix\nb|f|\nc|t|x")
    }

    @Test func failIsShownByAPlanAndRefusedByASync() async throws {
        let place = try await promoted("fail")
        let plan = await place.run("plan")
        #expect(plan.code == 0, "\(plan)")
        #expect(plan.output.contains("! code=a (in conflict, edited in production since 2026-01-02)"))
        #expect(plan.error.contains("1 row was edited in production since the last run (on_conflict: fail)"))
        #expect(!plan.error.contains("left in conflict"))
        let sync = await place.run("sync", "--apply")
        #expect(sync.code == 4, "\(sync)")
        #expect(sync.error.contains("public.flags: 1 row was edited in production since the last run"))
        #expect(try place.rows() == "a|t|hotfix\nb|f|\nc|t|x")
    }

    @Test func editsAreMarkedWhereTheSourceWins() async throws {
        let place = try await promoted("source")
        try place.environments.target.psql("DELETE FROM flags WHERE code = 'b'")
        let plan = await place.run("plan")
        #expect(plan.code == 0, "\(plan)")
        #expect(plan.output.contains("~ code=a (edited in production since 2026-01-02)"), "\(plan)")
        #expect(plan.output.contains("1 of these rows was edited in production since 2026-01-02"))
    }

    @Test func newestWithoutAStampColumnIs78WithItsPlace() async throws {
        let place = try Workplace(jobs: Self.jobs("newest"))
        let outcome = await place.run("plan")
        #expect(outcome.code == 78, "\(outcome)")
        #expect(outcome.error.contains("\"newest\" needs \"track\" with the name of a column"))
    }
}
