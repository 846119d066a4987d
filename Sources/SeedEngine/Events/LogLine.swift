import SeedModel
import Systemd

/// An entry as one line of text, for logs that know no fields: `<6>message SEEDD_JOB=prices SEEDD_INSERTED=3`.
struct LogLine {
    /// Its line break included.
    let text: String

    /// `hasPriority` puts it in front, as sd-daemon(3) reads it.
    init(_ entry: JournalEntry, hasPriority: Bool) {
        let fields = entry.fields.map { " \($0.name.rawValue)=\(Self.value($0.value))" }.joined()
        let priority = hasPriority ? "<\(entry.kind.priority.rawValue)>" : ""
        text = "\(priority)\(Printable.escaped(entry.message))\(fields)\n"
    }

    /// In quotes where a reader could not tell where it ends.
    private static func value(_ text: String) -> String { Printable.isWord(text) ? text : Printable.quoted(text) }
}
