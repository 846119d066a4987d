import Foundation
import SeedTestKit
import Systemd
import Testing

@testable import seedd

/// What the program sends to a journal.
@Suite(.environments, .enabled(if: JournalSocket.canBeUsed, "only root may give a command a journal of its own"))
struct JournalTests {
    private let place: Workplace
    private let socket: JournalSocket

    init() throws {
        place = try Workplace()
        socket = try JournalSocket()
    }

    private struct Told {
        var code: Int?
        var output: String
        /// What standard error was left with.
        var text: String
        var entries: [[(name: String, value: String)]]

        func values(_ name: String) -> [[String]] { entries.map { $0.filter { $0.name == name }.map(\.value) } }
    }

    /// Runs the program as a service: its standard error is the journal's stream.
    private func service(_ arguments: String...) async throws -> Told {
        let stream = "\(place.directory)/stream"
        try Data().write(to: URL(filePath: stream))
        let command = socket.arguments([try CommandRun.seeddPath] + arguments, stream: stream)
        let result = try await CommandRun(command, directory: place.directory).run()
        let text = try String(contentsOfFile: stream, encoding: .utf8) + result.standardError
        return Told(
            code: result.exitCode.map { Int($0) }, output: result.standardOutput, text: text, entries: socket.received()
        )
    }

    @Test func aRunIsToldOnceAndStatusReadsIt() async throws {
        let told = try await service("sync", "--apply")
        #expect(told.code == 0 && told.text.isEmpty, "\(told)")
        #expect(told.values("SEEDD_OUTCOME").flatMap(\.self) == ["applied"])
        #expect(told.values("SEEDD_TABLE").flatMap(\.self) == ["public.flags", "public.flags"])
        for entry in told.entries {
            #expect(entry.contains { $0 == ("SYSLOG_IDENTIFIER", "seedd") })
            #expect(!entry.contains { $0.value.contains("new") || $0.value.contains("postgresql://") })
        }
        guard TestJournal.canBeMade else { return }
        let journal = try TestJournal()
        let now = UInt64(Date().timeIntervalSince1970 * 1_000_000)
        try journal.add(
            told.entries.enumerated().map { TestJournal.Entry($1 + [("_UID", "0")], time: now + UInt64($0)) })
        var log = LogPlace.none
        log.files = .directory(journal.directory)
        let status = try await place.run("status", "--output", "json", log: log).document()
        #expect(status["source"] as? String == "journal")
        let job = try #require((status["jobs"] as? [[String: Any]])?.first)
        let run = try #require(job["last_run"] as? [String: Any])
        #expect(job["source"] as? String == "journal" && run["result"] as? String == "applied")
        #expect(run["insert"] as? Int == 2 && run["snapshot"] as? String == place.names(in: "snapshots").first)
        #expect(run["run"] as? String == (try place.environments.target.psql("SELECT id FROM seedd.run")))
    }

    @Test func aFailureIsAnEntryAndNoText() async throws {
        try place.environments.target.psql("DROP TABLE flags")
        let told = try await service("sync", "--apply")
        #expect(told.code == 78 && told.text.isEmpty, "\(told)")
        #expect(told.values("SEEDD_OUTCOME").flatMap(\.self) == ["failed"])
        #expect(told.values("SEEDD_EXIT") == [["78"]])
        #expect(told.values("PRIORITY") == [["3"]])
    }

    @Test func aBadConfigurationIsAnEntryWithAllMistakes() async throws {
        try place.write("version: 1\nnonsense: 1\nmore: 2\n", to: "seedd.yaml")
        let told = try await service("sync", "--apply")
        #expect(told.code == 78 && told.text.isEmpty, "\(told)")
        let message = try #require(told.values("MESSAGE").first?.first)
        #expect(told.entries.count == 1 && message.contains("nonsense") && message.contains("more"))
        #expect(told.values("SEEDD_ERROR") == [["configuration"]] && told.values("SEEDD_EXIT") == [["78"]])
    }

    @Test func heldRowsAreWarnedOfOnce() async throws {
        #expect(await place.run("sync", "--apply").code == 0)
        #expect(await place.run("rollback", "latest", "--apply").code == 0)
        let told = try await service("sync", "--apply")
        #expect(told.code == 3 && told.text.isEmpty, "\(told)")
        #expect(told.values("SEEDD_HELD").contains(["4"]))
        #expect(told.values("PRIORITY").flatMap(\.self).contains("4"))
    }

    @Test func atATerminalTheTextStays() async throws {
        try place.environments.target.psql("DROP TABLE flags")
        let command = socket.arguments([try CommandRun.seeddPath, "sync", "--apply"])
        let result = try await CommandRun(command, directory: place.directory).run()
        #expect(result.standardError.contains("error: "))
        #expect(socket.received().count == 1)
    }

    @Test func anInterruptedRunIsAnEntry() async throws {
        let fixture = try FaultFixture(TestEnvironments.current)
        try fixture.slowWrite(seconds: 30)
        let stream = "\(fixture.directory)/stream"
        try Data().write(to: URL(filePath: stream))
        let arguments = socket.arguments([try CommandRun.seeddPath, "sync", "--apply"], stream: stream)
        let command = try CommandRun(arguments, directory: fixture.directory).start()
        try await fixture.waitForSleep()
        command.signal(SIGTERM)
        #expect(try await command.finish(within: .seconds(20)).exitCode == 143)
        #expect(try String(contentsOfFile: stream, encoding: .utf8).isEmpty)
        let entry = try #require(socket.received().last)
        #expect(entry.contains { $0 == ("SEEDD_OUTCOME", "interrupted") } && entry.contains { $0 == ("PRIORITY", "4") })
        #expect(!entry.contains { $0.name == "SEEDD_EXIT" })
    }
}
