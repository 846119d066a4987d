import SeedModel
import Systemd

/// An entry as text for those who have no journal.
struct LogLine {
    /// Its line break included.
    let text: String

    /// For a log that knows no fields: `<6>message SEEDD_JOB=prices SEEDD_INSERTED=3`, with the priority as sd-daemon(3)
    /// reads it.
    init(_ entry: JournalEntry) {
        let fields = entry.fields.map { " \($0.name.rawValue)=\(Self.value($0.value))" }.joined()
        text = "<\(entry.kind.priority.rawValue)>\(Printable.escaped(entry.message))\(fields)\n"
    }

    /// For a person who watches: when it was, what it was, and what to do.
    init(_ entry: JournalEntry, at time: UTCTime) {
        let hint = entry.fields.first { $0.name == .hint }.map { "hint: \(Printable.escaped($0.value))\n" } ?? ""
        text = "\(time)  \(Printable.lines(entry.message))\n\(hint)"
    }

    /// In quotes where a reader could not tell where it ends.
    private static func value(_ text: String) -> String { Printable.isWord(text) ? text : Printable.quoted(text) }
}
