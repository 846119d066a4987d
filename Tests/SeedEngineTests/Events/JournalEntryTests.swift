import SeedModel
import Testing

@testable import SeedEngine

struct JournalEntryTests {
    @Test func pruningIsRecorded() throws {
        let entry = try #require(JournalEntry(.snapshotsPruned(job: "prices", count: 3, freedBytes: 4096)))
        let fields = Dictionary(entry.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        #expect(fields["MESSAGE"] == "snapshots pruned: 3, 4096 bytes freed")
        #expect(fields["SEEDD_PRUNED"] == "3" && fields["SEEDD_BYTES"] == "4096" && fields["SEEDD_JOB"] == "prices")
        let all = try #require(JournalEntry(.snapshotsPruned(job: nil, count: 3, freedBytes: 4096)))
        #expect(!all.fields.contains { $0.name == "SEEDD_JOB" })
    }
}
