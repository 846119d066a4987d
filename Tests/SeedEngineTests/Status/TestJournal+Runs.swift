import SeedModel
import SeedTestKit

@testable import SeedEngine

extension TestJournal {
    /// Adds the entries of these events as journald would note them of a user's process, a second apart from `start` on.
    func add(_ events: [Event], from start: Int, uid: UInt32 = 0, _ more: [(name: String, value: String)] = []) throws {
        let sent = events.flatMap { event in
            JournalEntry.entries(for: event) { _ in 69 }.map { $0.sent(identifier: "seedd", operatorName: "ana@host") }
        }
        try add(
            sent.enumerated().map { index, fields in
                Entry(
                    fields + [("_UID", "\(uid)"), ("_TRANSPORT", "journal")] + more,
                    time: UInt64(start + index) * 1_000_000)
            })
    }
}
