import SeedModel
import SeedTestKit
import Systemd
import Testing

@testable import SeedEngine

@Suite(.enabled(if: TestJournal.canBeMade, "systemd-journal-remote is not installed"))
struct JournalHistoryTests {
    private let journal: TestJournal
    private let history: JournalHistory
    private let place = JobTarget(job: "prices", to: "production")
    private let start = 1_795_140_000

    init() throws {
        journal = try TestJournal()
        history = JournalHistory(.directory(journal.directory), users: [0, 999])
    }

    private func runs(since: UTCTime? = nil, limit: Int = 0) throws -> [StatusRun] {
        try history.runs(of: [place], since: since, limit: limit)[place] ?? []
    }

    @Test(arguments: RunOutcome.allCases) func aRunIsReadAsItEnded(outcome: RunOutcome) throws {
        var run = FinishedRun.sample(outcome)
        run.failure = run.failure.map { _ in
            FinishedRun.Failure(SeedError(.badData, "prices", "two\nlines", hint: "look"))
        }
        try journal.add([.ended(run)], from: start)
        // Its tables have entries of their own.
        run.tables = []
        run.failure = run.failure.map { FinishedRun.Failure(SeedError($0.code, "", $0.message, hint: $0.hint)) }
        #expect(try runs() == [StatusRun(run, finishedAt: UTCTime(seconds: start), source: .journal)])
    }

    @Test func theNewestComeFirst() throws {
        for (index, outcome) in [RunOutcome.applied, .failed, .unchanged].enumerated() {
            try journal.add([.ended(.sample(outcome))], from: start + 3600 * index)
        }
        #expect(try runs().map(\.run.outcome) == [.unchanged, .failed, .applied])
        #expect(try runs(limit: 2).map(\.run.outcome) == [.unchanged, .failed])
        #expect(try runs(since: UTCTime(seconds: start + 3600)).map(\.run.outcome) == [.unchanged, .failed])
        #expect(try history.reachesBackTo() == UTCTime(seconds: start))
    }

    @Test func whatOthersWriteDoesNotCount() throws {
        try journal.add([.ended(.sample(.failed))], from: start, uid: 999)
        try journal.add([.ended(.sample(.applied))], from: start + 60, uid: 1000)
        #expect(try runs().map(\.run.outcome) == [.failed])
        // A field of the name that a sender gives himself is dropped by journald; the matched one is its own.
        let other = JournalHistory(.directory(journal.directory), users: [1000])
        #expect(try other.runs(of: [place], limit: 0)[place]?.map(\.run.outcome) == [.applied])
    }

    @Test func otherJobsTargetsAndKindsAreLeftOut() throws {
        var run = FinishedRun.sample(.applied)
        run.to = "standby"
        try journal.add([.ended(run), .held(job: "prices", environment: "production", rows: 3)], from: start)
        run = .sample(.applied)
        run.job = "flags"
        try journal.add([.ended(run), .failed(job: "prices", code: .refused, message: "no")], from: start + 60)
        #expect(try runs().isEmpty)
        let both = [JobTarget(job: "prices", to: "standby"), JobTarget(job: "flags", to: "production"), place]
        #expect(try history.runs(of: both, limit: 1).mapValues(\.count) == [both[0]: 1, both[1]: 1, place: 0])
    }

    @Test func entriesThatSayNothingOfUseArePassedOver() throws {
        let id = JournalKind.applied.rawValue
        let fields = [("MESSAGE_ID", id), ("SEEDD_JOB", "prices"), ("SEEDD_TO", "production"), ("_UID", "0")]
        try journal.add([TestJournal.Entry(fields.map { (name: $0.0, value: $0.1) }, time: UInt64(start) * 1_000_000)])
        #expect(try runs().isEmpty)
    }

    @Test func aJournalWithoutEntriesReachesNowhere() throws {
        #expect(try history.reachesBackTo() == nil)
        #expect(try runs().isEmpty)
    }

    @Test func droppedMessagesAreCounted() throws {
        func drop(_ count: Int, of unit: String, transport: String, at time: Int) -> TestJournal.Entry {
            TestJournal.Entry(
                [
                    ("MESSAGE_ID", "a596d6fe7bfa4994828e72309e95d61e"), ("N_DROPPED", "\(count)"),
                    ("OBJECT_SYSTEMD_UNIT", unit), ("_TRANSPORT", transport),
                ].map { (name: $0.0, value: $0.1) }, time: UInt64(time) * 1_000_000)
        }
        try journal.add([
            drop(1, of: "seedd.service", transport: "driver", at: start - 10),
            drop(20, of: "seedd@prices.service", transport: "driver", at: start + 10),
            drop(300, of: "seedd.service", transport: "journal", at: start + 20),
            drop(4000, of: "other.service", transport: "driver", at: start + 30),
        ])
        #expect(try history.dropped(since: UTCTime(seconds: start)) == 20)
    }

    @Test func runsAreFollowed() throws {
        try journal.add([.ended(.sample(.applied))], from: start)
        var (seen, rounds): ([RunOutcome], Int) = ([], 0)
        try history.follow([place]) {
            rounds += 1
            // What is written while somebody looks on.
            if rounds == 2 { try? journal.add([.ended(.sample(.failed))], from: start + 60) }
            return !seen.isEmpty || rounds > 200
        } _: { run in
            seen.append(run.run.outcome)
        }
        #expect(seen == [.failed])
    }
}
