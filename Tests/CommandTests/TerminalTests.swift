import SeedTestKit
import Testing

/// The question at a terminal, asked by the built program on a pseudo-terminal that `script` makes.
@Suite(.environments)
struct TerminalTests {
    private func atTerminal(_ place: Workplace, _ command: String, typing answer: String) async throws -> Outcome {
        let seedd = try CommandRun.seeddPath
        // What is typed before the question is asked waits in the terminal, as a person's haste would.
        let run = CommandRun(
            ["script", "-qec", "\(seedd) \(command)", "/dev/null"], input: .text(answer + "\n"),
            environment: ["TERM": "xterm", "COLUMNS": "100"], directory: place.directory)
        let result = try await run.run()
        return Outcome(code: Int32(result.exitCode ?? -1), output: result.standardOutput, error: result.standardError)
    }

    @Test func yesWrites() async throws {
        let place = try Workplace()
        let outcome = try await atTerminal(place, "sync", typing: "yes")
        #expect(outcome.code == 0, "\(outcome)")
        #expect(outcome.output.contains("Write this to production? Only yes will do:"))
        #expect(try place.rows() == Workplace.after)
    }

    @Test(arguments: ["no", "y", "", "YES", "production"])
    func anythingElseDoesNot(answer: String) async throws {
        let place = try Workplace()
        let outcome = try await atTerminal(place, "sync", typing: answer)
        #expect(outcome.code == 4, "\(outcome)")
        #expect(try place.rows() == Workplace.before)
    }

    @Test func aProtectedEnvironmentWantsItsName() async throws {
        let place = try Workplace(production: "protected: true")
        let no = try await atTerminal(place, "sync", typing: "yes")
        #expect(no.code == 4, "\(no)")
        #expect(try place.rows() == Workplace.before)
        let yes = try await atTerminal(place, "sync", typing: "production")
        #expect(yes.code == 0, "\(yes)")
        #expect(try place.rows() == Workplace.after)
        let undo = try await atTerminal(place, "rollback latest", typing: "production")
        #expect(undo.code == 0, "\(undo)")
        #expect(try place.rows() == Workplace.before)
    }

    @Test(arguments: ["json", "yaml"])
    func whoIsAskedSeesThePlanWhateverTheFormat(format: String) async throws {
        let place = try Workplace()
        let no = await place.run("sync", "--output", format, answer: "no")
        #expect(no.code == 4)
        #expect(no.output.isEmpty)
        #expect(no.error.contains("plan: 2 to insert, 1 to update, 1 to delete, 0 unchanged in 1 table\nType review"))
        #expect(no.error.contains("choose among them.\nWrite this to production? Only yes will do: "))
        #expect(await place.run("sync", "--output", format, answer: "yes").code == 0)
        let undo = await place.run("rollback", "latest", "--output", format, answer: "no")
        #expect(undo.error.contains("plan: 1 to insert, 1 to update, 2 to delete, 0 unchanged in 1 table\nWrite this"))
        #expect(try place.rows() == Workplace.after)
    }

    @Test func colourUnlessUnwanted() async throws {
        let place = try Workplace()
        // Sequences that end in m are of colour; others may draw progress where the machine is slow.
        let color = #/\u{1B}\[[0-9;]*m/#
        #expect(try await atTerminal(place, "plan", typing: "").output.contains(color))
        #expect(try await !atTerminal(place, "plan --no-color", typing: "").output.contains(color))
    }
}
