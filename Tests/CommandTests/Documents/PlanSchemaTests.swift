import Foundation
import SeedEngine
import SeedTestKit
import Testing
import Yams

/// What commands print is what the published schemas say, and nothing else.
@Suite(.environments)
struct PlanSchemaTests {
    private static let jobs = """
        flags:
          from: staging
          to: production
          guards: {max_changed: 100%, max_deletes: 100%}
          tables: [{name: public.flags, mode: mirror, on_conflict: merge}]
        """

    private func promoted() async throws -> Workplace {
        let place = try Workplace(jobs: Self.jobs)
        #expect(await place.run("sync", "--apply").code == 0)
        return place
    }

    private func expectValid(_ outcomes: [Outcome], _ location: SourceLocation = #_sourceLocation) async throws {
        try await Schema.expectValid(outcomes.map(\.output), location)
    }

    @Test func plansOfHostileRowsAndConflicts() async throws {
        let place = try await promoted()
        try place.environments.source.psql(
            """
            UPDATE flags SET note = E'<script>\\u202E@team\\x1B[2J' WHERE code = 'a';
            INSERT INTO flags VALUES ('NO', true, NULL), (E'0''"\\n\\\\', false, ''); DELETE FROM flags WHERE code = 'b'
            """)
        try place.environments.target.psql(
            "UPDATE flags SET note = 'hot' WHERE code = 'a'; UPDATE flags SET note = 'kept' WHERE code = 'c'")
        let outcomes = [
            await place.run("plan", "--output", "json"), await place.run("plan", "--output", "yaml"),
            await place.run("plan", "--output", "json", "--limit", "1"),
            await place.run("plan", "--output", "json", "--only", "code=a"),
            await place.run("sync", "--output", "json"),
            await place.run("plan", "--output", "json", "--progress"),
        ]
        #expect(outcomes[0].output.contains("\"conflicting\": [\"note\"]"), "\(outcomes[0])")
        #expect(outcomes[0].output.contains("\"resolved\": \"target\""))
        #expect(outcomes[2].output.contains("\"truncated\": true"))
        try await expectValid(outcomes)
    }

    @Test func refusalsAreInThePlan() async throws {
        let place = try Workplace(jobs: Workplace.jobs.replacing("max_changed: 100%", with: "max_changed: 1"))
        let outcome = await place.run("plan", "--output", "json")
        let refusals = try #require(try outcome.document()["refusals"] as? [[String: Any]])
        #expect(refusals.count == 1)
        #expect(refusals.first?["code"] as? String == "guard")
        #expect(refusals.first?["table"] as? String == "public.flags")
        #expect((refusals.first?["message"] as? String)?.contains("more than 1 (guard max_changed)") == true)
        try await expectValid([outcome])
    }

    @Test func runsRollbacksAndDifferences() async throws {
        let place = try await promoted()
        try place.environments.source.psql("UPDATE flags SET note = 'bad'")
        let outcomes = [
            await place.run("sync", "--apply", "--output", "json"),
            await place.run("sync", "--apply", "--output", "yaml"),
            await place.run("snapshots", "diff", "latest", "--output", "json"),
            await place.run("rollback", "latest", "--dry-run", "--output", "json"),
            await place.run("rollback", "latest", "--apply", "--output", "json"),
            await place.run("plan", "--output", "json"), await place.run("plan", "--output", "yaml"),
        ]
        #expect(outcomes.allSatisfy { $0.code == 0 }, "\(outcomes)")
        #expect(outcomes[5].output.contains("\"op\": \"held\", \"would\": \"update\""), "\(outcomes[5])")
        try await expectValid(outcomes)
    }

    @Test func savedPlansAndRowsThatMovedSince() async throws {
        let place = try Workplace()
        #expect(await place.run("plan", "--out", "p").code == 0)
        try place.environments.target.psql("UPDATE flags SET note = 'moved' WHERE code = 'a'")
        let outcome = await place.run("apply", "p", "--skip-stale", "--output", "json")
        #expect(outcome.code == 3, "\(outcome)")
        #expect(outcome.output.contains("\"op\": \"conflict\", \"would\": \"update\""), "\(outcome)")
        try await expectValid([outcome])
    }

    @Test func publishedSchemasAreThoseOfTheProgram() async throws {
        let isWriting = ProcessInfo.processInfo.environment["SEEDD_TEST_GOLDEN"] == "write"
        let place = try Workplace()
        for subject in DocumentSchema.allCases where subject != .configuration {
            let schema = await place.run("config", "schema", "--of", subject.rawValue)
            #expect(schema.code == 0, "\(schema)")
            let file = URL(filePath: "\(PackageRoot.path)/docs/schemas/\(subject.rawValue).schema.json")
            if isWriting { try Data(schema.output.utf8).write(to: file) }
            #expect(schema.output == (try String(contentsOf: file, encoding: .utf8)))
        }
        #expect(await place.run("config", "schema", "--of", "nothing").code == 64)
    }
}

/// Several targets, one of which fails.
@Suite(.database)
struct FailureSchemaTests {
    @Test func everyTargetHasAValidDocument() async throws {
        try await FanOutPlace.with { fanOut in
            let end = try await fanOut.beginTrouble(.away)
            let place = fanOut.place
            let outcomes = [
                await place.run("plan", "--output", "json"), await place.run("plan", "--output", "yaml"),
                await place.run("sync", "--apply", "--output", "json"),
            ]
            #expect(outcomes.allSatisfy { $0.code == 3 }, "\(outcomes)")
            #expect(outcomes.allSatisfy { $0.output.contains("failure") })
            try await Schema.expectValid(outcomes.map(\.output))
            try await end()
        }
    }
}
