import Systemd

/// How a command tells of events that matter beyond its end.
struct LogRoute: Equatable {
    /// As entries, where a journal listens.
    var usesJournal: Bool
    /// As lines with all facts on standard error; nil for none.
    var lines: LineForm?
    /// What is told so is left out of the text for people, which would say it in the same place again.
    var replacesText: Bool

    enum LineForm {
        case forPerson
        /// With all facts.
        case forLog
    }

    /// A daemon tells everything on standard error where that does not lead to the journal; a command there says what it
    /// always said.
    init(isDaemon: Bool, _ place: LogPlace) {
        usesJournal = place.journal.isAvailable
        if isDaemon, !place.isEntryEnough {
            lines = place.isStandardErrorTerminal ? .forPerson : .forLog
        }
        replacesText = place.isEntryEnough || lines != nil
    }
}
