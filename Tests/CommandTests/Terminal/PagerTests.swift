import Foundation
import SeedTestKit
import Testing

/// What is longer than the screen, at a terminal of the built program.
@Suite(.environments)
struct PagerTests {
    /// A plan of 60 rows, and a pager that says what it is.
    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.environments.source.psql("INSERT INTO flags SELECT 'n' || n, true FROM generate_series(1, 60) n")
        try script("echo paged with $LESS\ncat\necho the end", named: "pager", in: place)
        return place
    }

    private func script(_ body: String, named name: String, in place: Workplace) throws {
        try place.write("#!/bin/sh\n\(body)\n", to: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: "\(place.directory)/\(name)")
    }

    private func start(
        _ place: Workplace, _ arguments: String..., pager: String = "./pager", lines: Int = 24,
        variables: [String: String] = [:]
    ) throws -> TerminalCommand {
        let environment = ["TERM": "xterm", "PAGER": pager].merging(variables) { $1 }
        let run = CommandRun(
            [try CommandRun.seeddPath] + arguments, environment: environment, directory: place.directory)
        return try TerminalCommand(run, size: (100, lines))
    }

    @Test func aLongPlanIsPaged() async throws {
        let place = try place()
        let result = try await start(place, "plan", "--limit", "0", "--detailed-exitcode").finish()
        #expect(result.exitCode == 2, "\(result)")
        #expect(result.standardOutput.contains("paged with FRX\r\n"), "\(result)")
        #expect(result.standardOutput.contains("code=n60"))
        #expect(result.standardOutput.hasSuffix("unchanged in 1 table\r\nthe end\r\n"))
    }

    @Test func aShortOneIsNot() async throws {
        let place = try place()
        for arguments in [["plan", "--limit", "2"], ["plan", "--only", "code=a"]] {
            let run = CommandRun(
                [try CommandRun.seeddPath] + arguments, environment: ["TERM": "xterm", "PAGER": "./pager"],
                directory: place.directory)
            let result = try await TerminalCommand(run, size: (100, 24)).finish()
            #expect(result.exitCode == 0, "\(result)")
            #expect(!result.standardOutput.contains("paged"), "\(result)")
        }
    }

    @Test(arguments: [
        ["--no-pager"], ["--output", "json"], ["--output", "yaml"],
    ]) func whatIsNotForAPagerIsNot(options: [String]) async throws {
        let place = try place()
        let run = CommandRun(
            [try CommandRun.seeddPath, "plan", "--limit", "0"] + options,
            environment: ["TERM": "xterm", "PAGER": "./pager"], directory: place.directory)
        let result = try await TerminalCommand(run, size: (100, 24)).finish()
        #expect(result.exitCode == 0, "\(result)")
        #expect(result.standardOutput.contains("n60") && !result.standardOutput.contains("paged with"), "\(result)")
    }

    @Test func variablesChooseIt() async throws {
        let place = try place()
        let none = try await start(place, "plan", "--limit", "0", variables: ["SEEDD_NO_PAGER": "1"]).finish()
        #expect(!none.standardOutput.contains("paged with"))
        let other = try await start(place, "plan", "--limit", "0", variables: ["SEEDD_PAGER": "cat"]).finish()
        #expect(!other.standardOutput.contains("paged with"))
        let less = try await start(place, "plan", "--limit", "0", variables: ["LESS": "S"]).finish()
        #expect(less.standardOutput.contains("paged with S"))
        // Into a pipe there is none.
        let piped = try await place.program(
            ["plan", "--limit", "0"], variables: ["PAGER": "./pager", "TERM": "xterm"])
        #expect(!piped.output.contains("paged with") && !piped.output.contains("\u{1B}"))
    }

    @Test(arguments: ["nosuchpager", "nosuchpager 'with a shell'", "./seedd.yaml"])
    func aPagerThatCannotBeStartedIsAWarning(pager: String) async throws {
        let place = try place()
        let result = try await start(place, "plan", "--limit", "0", pager: pager).finish()
        #expect(result.exitCode == 0, "\(result)")
        #expect(result.standardOutput.contains("code=n60"))
        #expect(result.standardOutput.split(separator: "can't be started").count == 2, "\(result)")
    }

    /// Far more than a pipe holds.
    @Test func whoLeavesEarlyHasTheCommandsOwnEnd() async throws {
        let place = try place()
        try place.environments.source.psql("INSERT INTO flags SELECT 'm' || n, true FROM generate_series(1, 40000) n")
        try script("head -n 1 >/dev/null\necho left early", named: "pager", in: place)
        let result = try await start(place, "plan", "--limit", "0", "--detailed-exitcode").finish()
        #expect(result.exitCode == 2, "\(result.standardOutput.suffix(500))")
        #expect(result.standardOutput.contains("left early"))
        #expect(!result.standardOutput.contains("code=m"))
    }

    @Test func interruptingItIsItsOwnBusiness() async throws {
        let place = try place()
        try script(
            "trap 'echo stopped a search' INT\ncat\necho at the prompt\nread line </dev/tty\necho goodbye",
            named: "pager", in: place)
        let session = try start(place, "plan", "--limit", "0", "--detailed-exitcode")
        try await session.command.waitForOutput("at the prompt")
        try session.type("\u{3}")
        try await session.command.waitForOutput("stopped a search")
        try session.type("\n")
        let result = try await session.finish()
        #expect(result.exitCode == 2, "\(result)")
        #expect(result.standardOutput.contains("goodbye"))
    }

    @Test func terminatingEndsBoth() async throws {
        let place = try place()
        try script("cat\necho at the prompt\nexec sleep 60", named: "pager", in: place)
        let session = try start(place, "plan", "--limit", "0")
        try await session.command.waitForOutput("at the prompt")
        session.command.signal(SIGTERM)
        let result = try await session.finish(within: .seconds(20))
        #expect(result.exitCode == 143, "\(result)")
    }

    /// Not lost above the pager's screen.
    @Test func warningsOfThePlanComeAfterThePager() async throws {
        let place = try place()
        try place.configure(jobs: Workplace.jobs.replacing("mode: mirror", with: "mode: mirror, on_conflict: merge"))
        #expect(await place.run("sync", "--apply").code == 0)
        try place.environments.source.psql("UPDATE flags SET note = 'release'")
        try place.environments.target.psql("UPDATE flags SET note = 'hotfix' WHERE code = 'a'")
        let result = try await start(place, "plan", "--limit", "0").finish()
        let texts = result.standardOutput.split(separator: "the end")
        #expect(texts.first?.contains("code=n60") == true && texts.last?.contains("1 row left in conflict") == true)
    }
}
