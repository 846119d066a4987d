import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct SyncCommandTests {
    @Test func withoutATerminalItIsADryRun() async throws {
        let place = try Workplace()
        let outcome = await place.run("sync")
        #expect(outcome.code == 0)
        #expect(outcome.verdict.hasPrefix("plan: 2 to insert"))
        #expect(outcome.error.contains("nothing was written: run it again with --apply"))
        #expect(try place.rows() == Workplace.before)
        #expect(place.names() == ["seedd.yaml"])
    }

    /// `--yes` answers a question that nobody is asked here: the plan is what the command is for.
    @Test func aDryRunWithYesListsTheRowsOfALargeFirstCopy() async throws {
        let place = try Workplace()
        try place.environments.target.psql("TRUNCATE flags")
        try place.environments.source.psql(
            "INSERT INTO flags SELECT n::text, true FROM generate_series(1, 30000) n; ANALYZE flags")
        let outcome = await place.run("sync", "--yes", "--limit", "1")
        #expect(outcome.output.contains("--limit 0 shows all"), "\(outcome)")
        #expect(outcome.verdict.hasPrefix("plan: 30003 to insert"))
        #expect(outcome.error.contains("nothing was written"))
    }

    @Test func applyWritesAndSaysHowToUndoIt() async throws {
        let place = try Workplace()
        let outcome = await place.run("sync", "--apply")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.output.contains("run: 2 inserted, 1 updated, 1 deleted, 0 unchanged in 1 table\n"))
        #expect(outcome.verdict == "undo with: seedd rollback \(place.names(in: "snapshots")[0])")
        #expect(try place.rows() == Workplace.after)
        let again = await place.run("sync", "--apply")
        #expect(again.verdict == "plan: 0 to insert, 0 to update, 0 to delete, 3 unchanged in 1 table")
        #expect(again.output.contains("\nnothing to do\n"))
        #expect(place.names(in: "snapshots").count == 1)
    }

    @Test func documentIsARun() async throws {
        let place = try Workplace()
        let document = try await place.run("sync", "--apply", "--output", "json").document()
        #expect(document["kind"] as? String == "run")
        #expect(document["snapshot"] as? String == place.names(in: "snapshots").first)
        let run = try place.environments.target.psql("SELECT id FROM seedd.run")
        #expect(document["run"] as? String == run)
    }

    /// A script that asked for a run gets one, with nothing to undo.
    @Test func aRunWithNothingToWriteIsARunWithoutIds() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply").code == 0)
        for options in [["sync"], ["rollback", place.names(in: "snapshots")[0], "--only", "code=nothing"]] {
            let decided = try await place.program(options + ["--apply", "--output", "json"]).document()
            #expect(decided["kind"] as? String == "run")
            #expect(decided["run"] is NSNull && decided["snapshot"] is NSNull)
            let dry = try await place.program(options + ["--output", "json"]).document()
            #expect(dry["kind"] as? String == "plan")
        }
        #expect(try place.environments.target.psql("SELECT count(*) FROM seedd.run") == "1")
    }

    @Test func quietShowsIdsOnly() async throws {
        let place = try Workplace()
        let outcome = await place.run("sync", "--apply", "--quiet")
        let run = try place.environments.target.psql("SELECT id || ' ' || snapshot FROM seedd.run")
        #expect(outcome.output == run + "\n")
    }

    @Test(arguments: [["--apply"], ["--apply", "--yes"], ["--apply", "--confirm", "staging"]])
    func protectedEnvironmentIsNotWrittenWithoutItsName(options: [String]) async throws {
        let place = try Workplace(production: "protected: true")
        let outcome = try await place.program(["sync"] + options)
        #expect(outcome.code == 4, "\(outcome)")
        #expect(outcome.error.contains("--confirm production"))
        #expect(try place.rows() == Workplace.before)
        #expect(place.names() == ["seedd.yaml"])
    }

    @Test func itsNameConfirms() async throws {
        let place = try Workplace(production: "protected: true")
        #expect(await place.run("sync", "--apply", "--confirm", "production").code == 0)
        #expect(try place.rows() == Workplace.after)
    }

    @Test func anUnattendedJobNeedsNoName() async throws {
        let place = try Workplace(
            jobs: Workplace.jobs.replacing("to: production", with: "to: production\n  unattended: true"),
            production: "protected: true")
        #expect(await place.run("sync").code == 0)
        #expect(try place.rows() == Workplace.before)
        let outcome = await place.run("sync", "--apply")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.rows() == Workplace.after)
    }

    @Test func aGuardRefuses() async throws {
        let place = try Workplace(jobs: Workplace.jobs.replacing("max_deletes: 100%", with: "max_deletes: 0"))
        let outcome = await place.run("sync", "--apply")
        #expect(outcome.code == 4)
        #expect(outcome.error.contains("max_deletes"))
        #expect(try place.rows() == Workplace.before)
        #expect(place.names() == ["seedd.yaml"])
        let plan = await place.run("plan")
        #expect(plan.code == 0)
        #expect(plan.error.contains("sync will refuse this plan"))
    }

    @Test func severalJobsNeedANameOrAll() async throws {
        let second = Workplace.jobs.replacing("flags:\n", with: "more:\n")
        let place = try Workplace(jobs: Workplace.jobs + "\n" + second)
        #expect(await place.run("sync", "--apply").code == 64)
        #expect(try place.rows() == Workplace.before)
        #expect(await place.run("sync", "--all", "--apply").code == 0)
        #expect(try place.rows() == Workplace.after)
    }

    @Test func aSelectionOfNoRowIsTold() async throws {
        let place = try Workplace()
        for command in ["plan", "sync"] {
            let none = await place.run(command, "--only", "code=999")
            #expect(none.code == 0, "\(none)")
            #expect(none.error.contains("warning: no row of job flags has code=999"))
            #expect(await !place.run(command, "--only", "code=999,d").error.contains("no row"))
        }
    }

    @Test func aValueMayHoldAComma() async throws {
        let place = try Workplace()
        try place.environments.source.psql("INSERT INTO flags VALUES ('x,y', true, NULL), ('x\\', true, NULL)")
        let comma = await place.run("plan", "--only", #"code=x\,y"#)
        #expect(comma.verdict.hasPrefix("plan: 1 to insert"), "\(comma)")
        let both = await place.run("plan", "--only", #"code=x\\,x\,y"#)
        #expect(both.verdict.hasPrefix("plan: 2 to insert"), "\(both)")
        #expect(await place.run("plan", "--only", #"code=x\"#).verdict.hasPrefix("plan: 1 to insert"))
    }

    @Test func aSelectionIsAllThatIsWritten() async throws {
        let place = try Workplace()
        #expect(await place.run("sync", "--apply", "--only", "code=a").code == 0)
        #expect(try place.rows() == "a|t|new\nd|t|")
    }

    @Test func valuesOfOneColumnAreAlternatives() async throws {
        let place = try Workplace()
        let outcome = await place.run(
            "sync", "--apply", "--only", "code=a", "--only", "code=b", "--only", "enabled=true,false")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.rows() == "a|t|new\nb|f|\nd|t|")
    }
}
