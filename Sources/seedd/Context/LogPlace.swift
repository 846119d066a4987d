import Systemd

/// What standard error and the journal are to this process.
struct LogPlace: Sendable {
    /// Where entries are sent.
    var journal = Journal()
    /// Where entries are read.
    var files = JournalPlace.system
    /// Standard error leads to the journal as well: what is an entry must not be written there again.
    var isStandardErrorJournal = false
    var isStandardErrorTerminal = false

    static func current(_ variables: [String: String]) -> LogPlace {
        LogPlace(
            isStandardErrorJournal: JournalStream.isStream(2, variable: variables["JOURNAL_STREAM"]),
            isStandardErrorTerminal: Terminal.isStandardErrorTerminal)
    }

    /// Entries are all that need be said of an event.
    var isEntryEnough: Bool { isStandardErrorJournal && journal.isAvailable }
}
