import Foundation
import SeedTestKit
import Testing

/// The evening plans, the morning applies exactly that.
@Suite(.environments)
struct SavedPlanTests {
    /// A plan for `Workplace.rows()`, of two inserts, an update and a delete.
    private func saved(production: String = "", jobs: String = Workplace.jobs) async throws -> Workplace {
        let place = try Workplace(jobs: jobs, production: production)
        let plan = await place.run("plan", "--out", "p.plan")
        #expect(plan.code == 0, "\(plan)")
        #expect(plan.error.contains("saved; to apply it: seedd apply p.plan"), "\(plan)")
        #expect(try place.rows() == Workplace.before)
        return place
    }

    /// What the source has become since is another plan's business, and the source need not be there.
    @Test func appliesWhatWasPlannedAndAsksNoSource() async throws {
        let place = try await saved()
        try place.environments.source.psql("UPDATE flags SET note = 'later'; INSERT INTO flags VALUES ('e', true)")
        try place.configure(source: "postgresql://nobody@/none?host=\(place.directory)")
        let run = await place.run("apply", "p.plan", "--output", "json")
        #expect(run.code == 0, "\(run)")
        #expect(run.output.contains(#""kind": "run""#))
        #expect(try place.rows() == Workplace.after)
        let id = try #require(run.output.firstMatch(of: #/"snapshot": "([^"]+)"/#)).1
        #expect(await place.run("rollback", String(id), "--apply").code == 0)
        #expect(try place.rows() == Workplace.before)
    }

    /// As a pipeline does that did not hear of the end of the first time.
    @Test func appliesOnceHoweverOftenItIsAsked() async throws {
        let place = try await saved()
        #expect(await place.run("apply", "p.plan").code == 0)
        try place.environments.target.psql("UPDATE flags SET note = 'since' WHERE code = 'a'")
        let again = await place.run("apply", "p.plan")
        #expect(again.code == 0, "\(again)")
        #expect(again.error.contains("was applied to production already (run "), "\(again)")
        #expect(try place.rows() == "a|t|since\nb|f|\nc|t|x")
        #expect(try place.environments.target.psql("SELECT count(*) FROM seedd.run") == "1")
    }

    @Test func aPlanOfWhichAllIsStaleWritesNothing() async throws {
        let place = try await saved()
        #expect(await place.run("sync", "--apply").code == 0)
        let run = await place.run("apply", "p.plan", "--skip-stale")
        #expect(run.code == 3, "\(run)")
        #expect(run.output.contains("4 in conflict"), "\(run)")
        #expect(try place.rows() == Workplace.after)
    }

    @Test func theFileIsForItsOwnerAndHoldsNoSecret() async throws {
        let place = try Workplace()
        try place.configure(
            source: "\(place.environments.source.connectionString) password=$SECRET",
            target: "\(place.environments.target.connectionString) password=$SECRET")
        let plan = await place.run("plan", "--out", "p.plan", variables: ["SECRET": "mArKeR"])
        #expect(plan.code == 0, "\(plan)")
        let path = "\(place.directory)/p.plan"
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let text = try CommandRun(
            ["sh", "-c", "tail -c +14 p.plan | head -c -65 | zstd -dc"], directory: place.directory
        )
        .runBlocking()
        #expect(text.exitCode == 0, "\(text)")
        #expect(text.standardOutput.contains("\"job\":\"flags\""))
        #expect(!text.standardOutput.contains("mArKeR"))
        #expect(place.names() == ["p.plan", "seedd.yaml"])
    }

    @Test func aRowThatMovedRefusesThePlanAndIsNamed() async throws {
        let place = try await saved()
        try place.environments.target.psql("UPDATE flags SET note = 'hotfix' WHERE code = 'a'")
        let refused = await place.run("apply", "p.plan")
        #expect(refused.code == 4, "\(refused)")
        #expect(refused.error.contains("code=a: note was \"old\" when planned, is \"hotfix\" now"), "\(refused)")
        #expect(try place.rows() == "a|f|hotfix\nd|t|")

        let run = await place.run("apply", "p.plan", "--skip-stale")
        #expect(run.code == 3, "\(run)")
        #expect(run.error.contains("code=a was changed in production since the plan was made; it is left as it is"))
        #expect(run.output.contains("run: 2 inserted, 0 updated, 1 deleted, 0 unchanged, 1 in conflict in 1 table"))
        #expect(try place.rows() == "a|f|hotfix\nb|f|\nc|t|x")
        // What was left out is found by the next plan.
        #expect(await place.run("plan").output.contains("~ code=a"))
    }

    @Test func whatARollbackTookBackIsNotDoneAgain() async throws {
        let place = try await saved()
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        #expect(try place.rows() == Workplace.before)
        let refused = await place.run("apply", "p.plan")
        #expect(refused.code == 4, "\(refused)")
        #expect(refused.error.contains("put back by a rollback since it was made"), "\(refused)")
        #expect(await place.run("apply", "p.plan", "--skip-stale").code == 3)
        #expect(try place.rows() == Workplace.before)
    }

    @Test(
        arguments: [
            ("mode: mirror", "mode: upsert"), ("name: public.flags", "name: public.flags, ignore: [note]"),
        ])
    func anotherDefinitionRefusesIt(old: String, new: String) async throws {
        let place = try await saved()
        try place.configure(jobs: Workplace.jobs.replacing(old, with: new))
        let refused = await place.run("apply", "p.plan")
        #expect(refused.code == 4, "\(refused)")
        #expect(refused.error.contains("is not defined as it was when the plan was made"), "\(refused)")
        #expect(try place.rows() == Workplace.before)
    }

    @Test func anotherDatabaseRefusesIt() async throws {
        let place = try await saved()
        try place.configure(target: place.environments.source.connectionString)
        let refused = await place.run("apply", "p.plan")
        #expect(refused.code == 4, "\(refused)")
        #expect(refused.error.contains("was made for another database"))
    }

    @Test func aTableThatHasChangedRefusesIt() async throws {
        let place = try await saved()
        try place.environments.target.psql("ALTER TABLE flags ALTER note TYPE varchar(50)")
        let refused = await place.run("apply", "p.plan")
        #expect(refused.code != 0 && refused.code != 1, "\(refused)")
        #expect(try place.rows() == Workplace.before)
    }

    @Test func aProtectedTargetNeedsItsName() async throws {
        let place = try await saved(production: "protected: true")
        let refused = await place.run("apply", "p.plan")
        #expect(refused.code == 4, "\(refused)")
        #expect(refused.error.contains("hint: --confirm production\n"))
        #expect(try place.rows() == Workplace.before)
        #expect(await place.run("apply", "p.plan", "--confirm", "production").code == 0)
        #expect(try place.rows() == Workplace.after)
    }

    @Test func guardsHoldForSavedPlansToo() async throws {
        let place = try await saved(jobs: Workplace.jobs.replacing("max_deletes: 100%", with: "max_deletes: 0"))
        let refused = await place.run("apply", "p.plan")
        #expect(refused.code == 4, "\(refused)")
        #expect(refused.error.contains("guard max_deletes"))
        #expect(try place.rows() == Workplace.before)
    }

    @Test func aSelectionIsAppliedAsItWasMade() async throws {
        let place = try Workplace()
        #expect(await place.run("plan", "--only", "code=a,b", "--out", "p.plan").code == 0)
        let run = await place.run("apply", "p.plan")
        #expect(run.code == 0, "\(run)")
        #expect(try place.rows() == "a|t|new\nb|f|\nd|t|")
    }

    @Test func anEmptyPlanIsARunThatDidNothing() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("plan", "--out", "p.plan").code == 0)
        let run = await place.run("apply", "p.plan")
        #expect(run.code == 0 && run.output.contains("nothing to do"), "\(run)")
    }

    @Test func whatIsNoPlainFileIsLeftAlone() async throws {
        let place = try Workplace()
        try FileManager.default.createDirectory(atPath: "\(place.directory)/folder", withIntermediateDirectories: true)
        for name in ["folder", "none/p.plan", "/dev/null"] {
            let plan = await place.run("plan", "--out", name)
            #expect(plan.code == 73, "\(name): \(plan)")
        }
        #expect(await place.run("apply", "none").code == 66)
        #expect(await place.run("apply", "folder").code == 65)
        #expect(await place.run("apply", "seedd.yaml").code == 65)
    }
}
