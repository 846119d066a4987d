import SeedTestKit
import Testing

/// A walk through a plan before it is confirmed.
@Suite(.environments)
struct ReviewTests {
    static let jobs = """
        flags:
          from: staging
          to: production
          guards: {max_changed: 100%, max_deletes: 100%}
          tables:
            - {name: public.flags, mode: mirror}
            - {name: public.prices, mode: mirror}
        """

    private func twoTables() throws -> Workplace {
        let place = try Workplace(jobs: Self.jobs)
        try place.environments.psql("CREATE TABLE prices (sku text PRIMARY KEY, amount numeric)")
        try place.environments.source.psql("INSERT INTO prices VALUES ('1', 10), ('2', 20)")
        return place
    }

    private func prices(_ place: Workplace) throws -> String {
        try place.environments.target.psql("SELECT string_agg(sku, '' ORDER BY sku) FROM prices")
    }

    @Test func aTableIsLeftOut() async throws {
        let place = try twoTables()
        let outcome = await place.run("sync", answers: ["review", "y", "n", "yes"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.rows() == Workplace.after)
        #expect(try prices(place) == "")
        #expect(outcome.error.contains("Type review to go through"), "\(outcome)")
        #expect(outcome.error.contains("Take these rows of public.flags? [y,n,e,q,?] "), "\(outcome)")
        #expect(outcome.error.contains("plan: 2 to insert, 1 to update, 1 to delete, 0 unchanged in 2 tables\nType"))
        #expect(outcome.output.contains("run: 2 inserted, 1 updated, 1 deleted, 0 unchanged in 2 tables"), "\(outcome)")
        // What was left out comes back.
        #expect(await place.run("plan").verdict.hasPrefix("plan: 2 to insert, 0 to update, 0 to delete"))
    }

    /// In key order: a is updated, b and c are inserted, d is deleted.
    @Test(arguments: [
        (["e", "y", "n", "n", "y"], "a|t|new"), (["e", "n", "a"], "a|f|old\nb|f|\nc|t|x"),
        (["e", "n", "y", "d"], "a|f|old\nb|f|\nd|t|"),
    ])
    func rowsAreChosenOneByOne(letters: [String], rows: String) async throws {
        let place = try twoTables()
        let outcome = await place.run("sync", "--interactive", answers: letters + ["n", "yes"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.rows() == rows)
        #expect(outcome.error.contains("(1/4) Take this row? [y,n,a,d,q,?] "), "\(outcome)")
        #expect(try place.environments.target.psql("SELECT count(*) FROM seedd.run") == "1")
    }

    @Test(arguments: [["q"], ["y", "q"], ["e", "y", "q"], ["y", "y", "no"], ["y"], ["e"], []])
    func whoQuitsOrGoesAwayWritesNothing(answers: [String]) async throws {
        let place = try twoTables()
        let outcome = await place.run("sync", "-i", answers: answers)
        #expect(outcome.code == 4, "\(outcome)")
        #expect(try place.rows() == Workplace.before)
        #expect(place.names() == ["seedd.yaml"])
    }

    /// Ctrl-C, Ctrl-D, and a walk to its end by somebody who types ahead, at a terminal of the built program.
    @Test(arguments: [("\u{3}", 130), ("y\n\u{3}", 130), ("\u{4}", 4), ("e\ny\n\u{4}", 4), ("e\nd\ny\nyes\n", 0)])
    func keysAtATerminal(keys: String, code: Int) async throws {
        let place = try twoTables()
        let run = CommandRun(
            [try CommandRun.seeddPath, "sync", "-i"], environment: ["TERM": "xterm"], directory: place.directory)
        let session = try TerminalCommand(run, size: (60, 24))
        try await session.command.waitForOutput("Take these rows of public.flags?")
        for key in keys {
            try session.type(String(key))
            try await Task.sleep(for: .milliseconds(key == "\n" ? 200 : 20))
        }
        let result = try await session.finish(within: .seconds(60))
        #expect(result.exitCode == code, "\(result)")
        #expect(try place.rows() == Workplace.before)
        #expect(try prices(place) == (code == 0 ? "12" : ""))
    }

    @Test func allLeftOutIsNothingToDo() async throws {
        let place = try twoTables()
        let outcome = await place.run("sync", "-i", answers: ["n", "n"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.output.contains("nothing to do"))
        #expect(place.names() == ["seedd.yaml"])
    }

    @Test func whatIsNoAnswerIsExplainedAndAskedAgain() async throws {
        let place = try twoTables()
        let outcome = await place.run("sync", "-i", answers: ["?", "s", "y", "y", "yes"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.error.split(separator: "[y,n,e,q,?]").count == 5, "\(outcome)")
        #expect(outcome.error.contains("  e - go through its rows one by one\n"))
    }

    @Test func aSecondReviewBeginsAnew() async throws {
        let place = try twoTables()
        let outcome = await place.run("sync", answers: ["review", "y", "n", "review", "n", "y", "yes"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try place.rows() == Workplace.before)
        #expect(try prices(place) == "12")
    }

    @Test func aProtectedEnvironmentStillWantsItsName() async throws {
        let place = try Workplace(production: "protected: true")
        #expect(await place.run("sync", "-i", answers: ["y", "yes"]).code == 4)
        #expect(try place.rows() == Workplace.before)
        #expect(await place.run("sync", "-i", answers: ["y", "production"]).code == 0)
        #expect(try place.rows() == Workplace.after)
    }

    /// Guards look at what is left of the plan.
    @Test func whatAGuardRefusesMayBeLeftOut() async throws {
        let place = try Workplace(jobs: Workplace.jobs.replacing("max_deletes: 100%", with: "max_deletes: 0"))
        let all = await place.run("sync", "-i", answers: ["y", "yes"])
        #expect(all.code == 4 && all.error.contains("max_deletes"), "\(all)")
        #expect(try place.rows() == Workplace.before)
        let some = await place.run("sync", "-i", answers: ["e", "y", "y", "y", "n", "yes"])
        #expect(some.code == 0, "\(some)")
        #expect(try place.rows() == Workplace.after + "\nd|t|")
    }

    @Test func theResultIsTheOnlyOutput() async throws {
        let place = try twoTables()
        let outcome = await place.run("sync", "-i", "--output", "json", answers: ["e", "a", "y", "yes"])
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try outcome.document()["kind"] as? String == "run")
    }

    @Test func withoutATerminalItIsAUsageError() async throws {
        let place = try Workplace()
        let outcome = await place.run("sync", "--interactive")
        #expect(outcome.code == 64, "\(outcome)")
        #expect(await place.run("sync", "-i", "--apply", answer: "y").code == 64)
        #expect(await place.run("sync", variables: ["SEEDD_INTERACTIVE": "1"]).code == 64)
        #expect(try place.rows() == Workplace.before)
    }
}
