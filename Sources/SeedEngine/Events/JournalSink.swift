package import SeedModel
package import Systemd

/// Writes what a run did to the systemd journal, in fields that can be matched (docs/JOURNAL_FIELDS.md).
///
/// A few entries a run, and never a row's value. Without a journal it says nothing: the command's own output stands.
package struct JournalSink: EventSink {
    private let journal: Journal
    private let identifier: String

    package init(identifier: String, journal: Journal = Journal()) {
        self.identifier = identifier
        self.journal = journal
    }

    package func receive(_ event: Event) {
        guard journal.isAvailable, let entry = JournalEntry(event) else { return }
        // A journal that refuses an entry must not fail a run that has committed.
        try? journal.send([("SYSLOG_IDENTIFIER", identifier)] + entry.fields)
    }
}
