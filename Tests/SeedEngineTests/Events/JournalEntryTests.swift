import SeedModel
import Testing

@testable import SeedEngine

struct JournalEntryTests {
    private func entries(_ event: Event) -> [JournalEntry] {
        JournalEntry.entries(for: event) { $0 == .unavailable ? 69 : 1 }
    }

    private func values(_ entry: JournalEntry, _ name: JournalField) -> [String] {
        entry.fields.filter { $0.name == name }.map(\.value)
    }

    @Test(arguments: Event.journalSamples) func everyEntryHasTheFieldsOfItsKind(event: Event) {
        for entry in entries(event) {
            let names = Set(entry.fields.map(\.name))
            let known = entry.kind.fields
            #expect(names.isSuperset(of: known.always), "\(entry.kind)")
            #expect(names.isSubset(of: known.always + known.sometimes), "\(entry.kind)")
        }
    }

    @Test func samplesAreOfEveryKind() {
        let kinds = Set(Event.journalSamples.flatMap { entries($0).map(\.kind) })
        #expect(Set(JournalKind.allCases).subtracting(kinds).isEmpty)
        let most = Event.journalSamples.flatMap { entries($0) }.reduce(into: [JournalKind: Set<JournalField>]()) {
            $0[$1.kind, default: []].formUnion($1.fields.map(\.name))
        }
        // Fields that no sample has are none that are written.
        for kind in JournalKind.allCases {
            #expect(most[kind] == Set(kind.fields.always + kind.fields.sometimes), "\(kind)")
        }
    }

    @Test func idsAreIDs() {
        for kind in JournalKind.allCases {
            #expect(kind.rawValue.utf8.count == 32 && kind.rawValue.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        }
    }

    @Test func eachEndOfARunIsAKindOfItsOwn() {
        #expect(Set(JournalKind.runs).count == RunOutcome.allCases.count)
    }

    @Test func whatWasDoneAndHowToUndoItIsInTheMessage() throws {
        let entry = try #require(entries(.ended(.sample(.applied))).first)
        #expect(
            entry.message
                == "prices to production: 2 inserted, 1 updated, 0 deleted, 4 rows in conflict; undo with: "
                + "seedd rollback 20261120T020003Z-4f2a91c0"
        )
        let sent = Dictionary(
            entry.sent(identifier: "seedd", operatorName: "ana@host").map { ($0.name, $0.value) },
            uniquingKeysWith: { first, _ in first })
        #expect(sent["MESSAGE_ID"] == "529a7577be2642d2b3034202fed24aa3" && sent["PRIORITY"] == "6")
        #expect(sent["SYSLOG_IDENTIFIER"] == "seedd" && sent["SEEDD_OPERATOR"] == "ana@host")
        #expect(sent["SEEDD_DURATION_USEC"] == "1250000" && sent["SEEDD_OUTCOME"] == "applied")
    }

    @Test func aFailureSaysWhatToDoNext() throws {
        let entry = try #require(entries(.ended(.sample(.failed))).first)
        #expect(values(entry, .error) == ["unavailable"] && values(entry, .exit) == ["69"])
        let message = entry.sent(identifier: "seedd", operatorName: "x").first?.value
        #expect(message == "prices to production: failed: production: connection refused\nhint: seedd check prices")
    }

    /// Which signal it was is known only when the command has ended.
    @Test func anInterruptedRunHasNoExitCode() throws {
        let entry = try #require(entries(.ended(.sample(.interrupted))).first)
        #expect(entry.kind == .interrupted && values(entry, .exit).isEmpty && values(entry, .error) == ["interrupted"])
    }

    @Test func aRunNamesAHundredTablesAndCountsTheOthers() throws {
        var run = FinishedRun.sample(.applied)
        run.tables = (1...250).map { .init(name: "public.t\($0)", counts: ChangeCounts(insert: $0)) }
        let id = try #require(run.run)
        let entries = entries(.ended(run))
        #expect(entries.count == 102)
        #expect(values(entries[0], .table).count == 100)
        #expect(entries[1].kind == .tableChanged && values(entries[1], .table) == ["public.t1"])
        #expect(values(entries[100], .inserted) == ["100"] && values(entries[100], .run) == [id])
        #expect(entries[101].kind == .moreTables && values(entries[101], .tables) == ["150"])
    }

    @Test func whatOthersHaveNamedCanNotActOnATerminal() throws {
        var run = FinishedRun.sample(.applied)
        run.job = "a\u{1B}[2Jb\u{202E}"
        for entry in entries(.ended(run)) {
            for field in entry.sent(identifier: "seedd", operatorName: "\u{1B}") {
                #expect(
                    !field.value.unicodeScalars.contains("\u{1B}") && !field.value.unicodeScalars.contains("\u{202E}"))
            }
        }
    }

    @Test func pruningIsRecorded() throws {
        let entry = try #require(entries(.snapshotsPruned(job: "prices", count: 3, freedBytes: 4096)).first)
        #expect(entry.message == "snapshots pruned: 3, 4096 bytes freed")
        #expect(values(entry, .pruned) == ["3"] && values(entry, .bytes) == ["4096"])
        let all = try #require(entries(.snapshotsPruned(job: nil, count: 3, freedBytes: 4096)).first)
        #expect(values(all, .job).isEmpty)
    }
}
