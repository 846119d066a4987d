import Foundation
import SeedTestKit
import Testing

/// What `--output` may be is each command's own matter.
@Suite(.environments)
struct FormatTests {
    @Test func aPlanAsACommentForGitHub() async throws {
        let place = try Workplace(jobs: Workplace.jobs.replacing("max_changed: 100%", with: "max_changed: 1"))
        try place.environments.source.psql("UPDATE flags SET note = '@team <b>#1</b>' WHERE code = 'a'")
        let outcome = await place.run("plan", "--output", "markdown")
        #expect(outcome.code == 0, "\(outcome)")
        let headline = "## seedd: this plan will be refused; 2 to insert, 1 to update, 1 to delete\n"
        #expect(outcome.output.hasPrefix(headline))
        #expect(outcome.output.contains("> **`seedd sync` will refuse this plan:**"))
        #expect(
            outcome.output.contains(
                "<ins><code>&quot;@team &lt;b&gt;#1&lt;/b&gt;&quot;</code></ins>"), "\(outcome)")
        let variable = await place.run("plan", variables: ["SEEDD_OUTPUT": "markdown"])
        #expect(variable.output == outcome.output)
    }

    @Test func aRunAsAComment() async throws {
        let outcome = await (try Workplace()).run("sync", "--apply", "--output", "markdown")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.output.hasPrefix("## seedd: 2 inserted, 1 updated, 1 deleted\n"), "\(outcome)")
        #expect(outcome.output.contains("undo with: <code>seedd rollback "))
    }

    @Test func otherCommandsSayWhatTheyTake() async throws {
        let place = try Workplace()
        for (arguments, format) in [
            (["status"], "markdown"), (["sync"], "html"), (["check"], "sql"), (["config", "show"], "markdown"),
            (["rollback", "latest"], "sql"), (["snapshots", "list"], "html"),
        ] {
            let outcome = await place.run(arguments: arguments + ["--output", format])
            #expect(outcome.code == 64, "\(arguments): \(outcome)")
            #expect(outcome.error.contains("--output \(format): is nothing that"), "\(outcome)")
            #expect(outcome.error.contains("name one of text, json, yaml"), "\(outcome)")
            #expect(await place.run(arguments: arguments, variables: ["SEEDD_OUTPUT": format]).code == 64)
        }
    }
}

@Suite(.database)
struct FanOutMarkdownTests {
    @Test func oneCommentHasAllTargetsAndThoseThatFailed() async throws {
        try await FanOutPlace.with { fanOut in
            let end = try await fanOut.beginTrouble(.away)
            let outcome = await fanOut.place.run("plan", "--output", "markdown")
            #expect(outcome.code == 3, "\(outcome)")
            #expect(outcome.output.hasPrefix("## seedd: 1 of 3 plans failed; 4 to insert"), "\(outcome)")
            #expect(outcome.output.contains("> <li><code>flags: staging → us</code>"), "\(outcome)")
            #expect(outcome.output.ranges(of: "<h3>").count == 2)
            try await end()
        }
    }
}
