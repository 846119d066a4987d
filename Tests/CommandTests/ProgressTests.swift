import Foundation
import SeedModel
import SeedTestKit
import Testing

@testable import seedd

/// Progress of work that takes its time: rows that wait for a trigger.
@Suite(.environments)
struct ProgressTests {
    private func slowPlace(seconds: Double = 0.15) throws -> Workplace {
        let place = try Workplace()
        try place.environments.target.psql(
            """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS
                $$BEGIN PERFORM pg_catalog.pg_sleep(\(seconds)); RETURN NEW; END$$;
            CREATE TRIGGER slow BEFORE INSERT OR UPDATE ON flags FOR EACH ROW EXECUTE FUNCTION slow()
            """)
        return place
    }

    /// Runs a command in this process; `columns` is the width of its terminal.
    private func run(
        _ arguments: String..., in place: Workplace, columns: Int? = nil, variables: [String: String] = [:],
        pace change: (inout ProgressPace) -> Void = { _ in }
    ) async -> Outcome {
        let collected = CollectedOutput()
        var context = collected.context(variables: variables, directory: place.directory)
        context.terminal.liveColumns = { columns }
        context.pace.patience = .zero
        context.pace.live = .milliseconds(5)
        change(&context.pace)
        let code = await Seedd.run(arguments: arguments, context)
        return Outcome(code: code, output: collected.output, error: collected.error)
    }

    private func atTerminal(_ place: Workplace, _ arguments: String...) throws -> TerminalCommand {
        try TerminalCommand(
            CommandRun(
                [try CommandRun.seeddPath] + arguments, environment: ["TERM": "xterm"], directory: place.directory))
    }

    @Test func aTerminalShowsALineAndNothingOfItStays() async throws {
        let command = try atTerminal(try slowPlace(seconds: 0.6), "sync", "--apply", "-v")
        try await command.command.waitForOutput("writing  for 0 s")
        let result = try await command.finish()
        #expect(result.exitCode == 0, "\(result)")
        let text = VisibleText(result.standardOutput).text
        #expect(
            text.contains("\nrun: 2 inserted, 1 updated, 1 deleted, 0 unchanged in 1 table\nundo with: "), "\(text)")
        #expect(!text.contains("writing"), "\(text)")
    }

    @Test(arguments: [1, 2]) func anInterruptedCommandErasesIt(signals: Int) async throws {
        let place = try slowPlace(seconds: 20)
        let command = try atTerminal(place, "sync", "--apply")
        try await command.command.waitForOutput("writing  for 0 s")
        for _ in 1...signals { command.command.signal(SIGINT) }
        let result = try await command.finish(within: .seconds(20))
        #expect(result.exitCode == 130, "\(result)")
        let text = VisibleText(result.standardOutput).text
        #expect(!text.contains("writing"), "\(text)")
        #expect(try place.rows() == Workplace.before)
    }

    @Test func whatIsQuickIsNotShown() async throws {
        let place = try slowPlace()
        let log = await run("plan", in: place)
        #expect(log.error.isEmpty, "\(log)")
        let outcome = await run("sync", "--apply", in: place, columns: 80, pace: { $0.patience = .seconds(3600) })
        #expect(outcome.code == 0)
        #expect(outcome.error.isEmpty, "\(outcome)")
    }

    @Test(arguments: [["-q"], ["--no-progress"]]) func whoWantsNoneHasNone(options: [String]) async throws {
        let place = try slowPlace()
        let collected = CollectedOutput()
        var context = collected.context(directory: place.directory)
        context.terminal.liveColumns = { 80 }
        context.pace.patience = .zero
        #expect(await Seedd.run(arguments: ["sync", "--apply"] + options, context) == 0)
        #expect(collected.error.isEmpty, "\(collected.error)")
        let variable = await run("plan", in: place, columns: 80, variables: ["SEEDD_PROGRESS": "no"])
        #expect(variable.error.isEmpty, "\(variable)")
    }

    @Test(arguments: [true, false]) func colourIsLeftOutOnRequest(hasColor: Bool) async throws {
        let outcome = await run(
            "sync", "--apply", in: try slowPlace(), columns: 80, variables: hasColor ? [:] : ["NO_COLOR": "1"])
        #expect(outcome.error.contains("public.flags"))
        #expect(outcome.error.contains("\u{1B}[1m") == hasColor, "\(outcome)")
    }

    @Test func aLogHasALineNowAndThen() async throws {
        let outcome = await run("sync", "--apply", in: try slowPlace(), pace: { $0.log = .milliseconds(100) })
        #expect(outcome.code == 0)
        let lines = outcome.error.split(separator: "\n")
        #expect((1...10).contains(lines.count), "\(outcome)")
        #expect(lines.allSatisfy { $0.hasPrefix("progress: flags: ") }, "\(outcome)")
        #expect(lines.contains("progress: flags: public.flags: writing, for 0 s"), "\(outcome)")
    }

    @Test func comparingIsToldToo() async throws {
        let outcome = await run(
            "plan", "--where", "pg_sleep(0.1) IS NOT NULL", in: try Workplace(), pace: { $0.log = .milliseconds(50) })
        #expect(outcome.code == 0)
        #expect(outcome.error.contains("progress: flags: public.flags: comparing, for 0 s\n"), "\(outcome)")
    }

    @Test func everyLineIsADocument() async throws {
        let outcome = await run(
            "sync", "--apply", "--output", "json", "--progress", in: try slowPlace(), columns: 80,
            pace: { $0.documents = .milliseconds(50) })
        #expect(outcome.code == 0)
        #expect(outcome.error.isEmpty, "\(outcome)")
        let documents = try outcome.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(documents.last?["kind"] as? String == "run")
        #expect(documents.count > 1)
        for progress in documents.dropLast() {
            #expect(
                Set(progress.keys) == [
                    "format_version", "kind", "job", "table", "phase", "rows", "of", "rows_per_second", "eta_seconds",
                    "elapsed_ms",
                ])
            #expect(progress["kind"] as? String == "progress")
            #expect(progress["job"] as? String == "flags")
        }
        #expect(documents.contains { $0["phase"] as? String == "writing" && $0["table"] as? String == "public.flags" })
    }

    @Test(arguments: [["plan"], ["snapshot"], ["rollback", "latest", "--dry-run"]])
    func resultsAreOnOneLineWithProgress(command: [String]) async throws {
        let place = try Workplace()
        #expect(await run("sync", "--apply", in: place).code == 0)
        for (format, prefix) in [("json", "{"), ("yaml", "--- {")] {
            let collected = CollectedOutput()
            let context = collected.context(directory: place.directory)
            #expect(await Seedd.run(arguments: command + ["--output", format, "--progress"], context) == 0)
            let lines = collected.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 2 && lines[0].hasPrefix(prefix) && lines[1].isEmpty, "\(lines)")
        }
    }

    @Test func withoutItOutputIsOneDocument() async throws {
        let outcome = await run(
            "sync", "--apply", "--output", "json", in: try slowPlace(), pace: { $0.log = .milliseconds(50) })
        #expect(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) is [String: Any])
        #expect(outcome.error.contains("progress: flags: "))
    }
}
