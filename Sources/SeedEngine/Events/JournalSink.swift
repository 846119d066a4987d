package import SeedModel
package import Systemd

/// Writes what a run did to the systemd journal, in fields that can be matched (docs/JOURNAL_FIELDS.md).
///
/// A few entries a run, and never a row's value.
package struct JournalSink: EventSink {
    private let identifier: String
    private let operatorName: String
    private let exitCode: @Sendable (ErrorCode) -> Int32
    private let journal: Journal

    package init(
        identifier: String, operatorName: String, journal: Journal = Journal(),
        exitCode: @escaping @Sendable (ErrorCode) -> Int32
    ) {
        self.identifier = identifier
        self.operatorName = operatorName
        self.exitCode = exitCode
        self.journal = journal
    }

    package func receive(_ event: Event) {
        send(JournalEntry.entries(for: event, exitCode: exitCode))
    }

    /// Tells why a command ends that has told of no event.
    package func receive(_ error: SeedError) {
        send([
            JournalEntry(commandOf: nil, error.code, error.description, hint: error.hint, exitCode: exitCode)
        ])
    }

    private func send(_ entries: [JournalEntry]) {
        for entry in entries {
            // A journal that refuses an entry must not fail a run that has committed.
            try? journal.send(entry.sent(identifier: identifier, operatorName: operatorName))
        }
    }
}

extension Event {
    /// Whether the journal gets an entry of it.
    package var isForJournal: Bool { !JournalEntry.entries(for: self) { _ in 0 }.isEmpty }
}
