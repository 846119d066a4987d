import Foundation
import SeedModel
import SeedTestKit
import Systemd
import Testing

@testable import SeedEngine
@testable import seedd

@Suite(.environments, .enabled(if: TestJournal.canBeMade, "systemd-journal-remote is not installed"))
struct StatusCommandTests {
    private let place: Workplace
    private let journal: TestJournal
    private let log: LogPlace
    private let now = UTCTime.now.seconds

    init() throws {
        place = try Workplace()
        journal = try TestJournal()
        log = LogPlace(journal: LogPlace.none.journal, files: .directory(journal.directory))
    }

    /// A run of the job that ended so long ago.
    private func add(_ outcome: RunOutcome, _ secondsAgo: Int, uid: Int = 0) throws {
        var run = FinishedRun(job: "flags", from: "staging", to: "production", outcome: outcome, seconds: 1.25)
        run.counts = ChangeCounts(insert: 2)
        if !outcome.isSuccess {
            run.failure = .init(SeedError(.unavailable, "production", "connection refused", hint: "start it"))
        }
        let entries = JournalEntry.entries(for: .ended(run)) { _ in 69 }
        try journal.add(
            entries.map { entry in
                TestJournal.Entry(
                    entry.sent(identifier: "seedd", operatorName: "x") + [("_UID", "\(uid)")],
                    time: UInt64(now - secondsAgo) * 1_000_000)
            })
    }

    private func job() async throws -> [String: Any] {
        let outcome = await place.run("status", "--output", "json", log: log)
        return try #require((try outcome.document()["jobs"] as? [[String: Any]])?.first)
    }

    @Test func aFailedRunIsTheExitCode() async throws {
        try add(.applied, 7200)
        try add(.failed, 3600)
        let outcome = await place.run("status", log: log)
        #expect(outcome.code == 1, "\(outcome)")
        #expect(outcome.output.contains("flags to production: failed: production: connection refused"))
        #expect(outcome.output.contains("hint: start it"))
        let reach = UTCTime(seconds: now - 7200)
        #expect(outcome.verdict == "status: 1 job, 1 failed, read from the journal, which reaches back to \(reach)")
        #expect(outcome.error.isEmpty)
        let job = try await job()
        let error = (job["last_run"] as? [String: Any])?["error"] as? [String: Any]
        #expect(error?["code"] as? String == "unavailable" && error?["hint"] as? String == "start it")
        // The next one goes well.
        try add(.unchanged, 60)
        #expect(await place.run("status", log: log).code == 0)
    }

    @Test func othersCanNotForgeARun() async throws {
        try add(.failed, 3600)
        try add(.applied, 60, uid: 54_321)
        #expect(await place.run("status", log: log).code == 1)
    }

    @Test func aNewerRunOfAnotherMachineIsTheHistorys() async throws {
        try add(.failed, 3600)
        #expect(await place.run("sync", "--apply").code == 0)
        let outcome = await place.run("status", log: log)
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try await job()["source"] as? String == "history")
    }

    @Test func aTargetThatIsDownIsAWarning() async throws {
        try add(.applied, 3600)
        try place.configure(target: "postgresql://127.0.0.1:1/none")
        let outcome = await place.run("status", log: log)
        #expect(outcome.code == 3 && outcome.error.hasPrefix("error: "), "\(outcome)")
        let job = try await job()
        #expect(job["holds"] is NSNull && job["last_run"] is [String: Any])
        // Without a journal nothing is known.
        #expect(await place.run("status").code == 69)
    }

    @Test func runsAreListed() async throws {
        for hours in 1...5 { try add(.unchanged, 3600 * hours) }
        func runs(_ arguments: String...) async throws -> Int {
            let outcome = await place.run(arguments: ["status", "--output", "json"] + arguments, log: log)
            let job = try #require((try outcome.document()["jobs"] as? [[String: Any]])?.first)
            return (job["runs"] as? [Any])?.count ?? -1
        }
        #expect(try await runs() == -1)
        #expect(try await runs("-n", "3") == 3)
        #expect(try await runs("-n", "0") == 5)
        #expect(try await runs("--since", "150 minutes ago") == 2)
        #expect(try await runs("--since", "3h", "-n", "1") == 1)
        #expect(await place.run("status", "-n", "2", log: log).output.split(separator: "\n").count == 4)
        #expect(await place.run("status", "--since", "tomorrow", log: log).code == 64)
        #expect(await place.run("status", "--follow", "-n", "2", log: log).code == 64)
    }

    @Test func anOverdueJobIsTheExitCode() async throws {
        try place.configure(jobs: Workplace.jobs + "\n  schedule: every 1h")
        try add(.applied, 3 * 3600)
        let outcome = await place.run("status", log: log)
        #expect(outcome.code == 1 && outcome.output.contains("overdue, no run has ended since"), "\(outcome)")
        let job = try await job()
        #expect(job["overdue"] as? Bool == true && job["next_run"] is String && job["due"] is String)
        try add(.applied, 1)
        #expect(await place.run("status", log: log).code == 0)
    }

    @Test func withoutAJournalTheHistoryIsRead() async throws {
        #expect(await place.run("sync", "--apply").code == 0)
        let outcome = await place.run("status")
        #expect(outcome.error == "no journal is kept here: these are the runs recorded in the targets\n")
        #expect(outcome.verdict == "status: 1 job, read from the history in the targets")
        #expect(await place.run("status", "--since", "yesterday").output.contains("applied"))
        #expect(await place.run("status", "--follow").code == 66)
    }

    @Test func runsAreShownAsTheyEnd() async throws {
        let collected = CollectedOutput()
        let context = collected.context(directory: place.directory, log: log)
        try add(.applied, 3600)
        let command = Task { await Seedd.run(arguments: ["status", "--follow", "--output", "json"], context) }
        // Until the command has come to look for new ones.
        for second in 0..<600 where collected.output.isEmpty {
            try add(.failed, 600 - second)
            try await Task.sleep(for: .milliseconds(100))
        }
        command.cancel()
        #expect(await command.value == 130)
        let line = try #require(collected.output.split(separator: "\n").first)
        let document = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        let job = try #require((document?["jobs"] as? [[String: Any]])?.first)
        #expect(job["job"] as? String == "flags")
        #expect((job["last_run"] as? [String: Any])?["result"] as? String == "failed")
    }
}
