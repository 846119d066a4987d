import SeedModel
import Synchronization
import Testing

@testable import SeedEngine

struct LogLineTests {
    private func lines(_ event: Event, isForPerson: Bool = false) -> [String] {
        let lines = Mutex<[String]>([])
        let sink = LogLineSink(
            isForPerson: isForPerson, exitCode: { _ in 69 },
            output: { text in
                lines.withLock { $0.append(text) }
            })
        sink.receive(event)
        return lines.withLock { $0 }
    }

    @Test func aRunIsToldWithAllFacts() {
        let line = lines(.ended(.sample(.failed)))
        #expect(
            line == [
                "<3>prices to production: failed: production: connection refused SEEDD_JOB=prices SEEDD_FROM=staging "
                    + "SEEDD_TO=production SEEDD_OUTCOME=failed SEEDD_INSERTED=2 SEEDD_UPDATED=1 SEEDD_DELETED=0 "
                    + "SEEDD_UNCHANGED=240 SEEDD_HELD=3 SEEDD_CONFLICT=4 SEEDD_DURATION_USEC=1250000 "
                    + "SEEDD_TICK=2026-11-20T02:00:00Z SEEDD_ERROR=unavailable SEEDD_EXIT=69 "
                    + "SEEDD_REASON=\"production: connection refused\" SEEDD_HINT=\"seedd check prices\"\n"
            ])
    }

    @Test func anEntryIsOneLine() {
        for event in Event.journalSamples {
            for line in lines(event) {
                #expect(line.hasSuffix("\n") && line.dropLast().allSatisfy { !$0.isNewline })
                #expect(line.hasPrefix("<"))
            }
        }
    }

    @Test func aPersonSeesNoPriority() {
        let lines = lines(.daemon(.stopped), isForPerson: true)
        #expect(lines.map { $0.drop { $0 != " " } } == ["  stopped\n"])
        #expect(lines.first?.hasPrefix("20") == true)
    }

    @Test func whatIsNoEntryIsNotTold() {
        #expect(lines(.remark(subject: "a", message: "b")).isEmpty)
    }
}
