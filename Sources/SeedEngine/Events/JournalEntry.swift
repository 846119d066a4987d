import SeedModel
import Systemd

/// Something that happened as fields of the journal; each event makes none, one or several.
///
/// Texts keep lines of their own, and have everything else escaped that would not show as itself.
struct JournalEntry: Sendable, Equatable {
    struct Field: Sendable, Equatable {
        var name: JournalField
        var value: String
    }

    let kind: JournalKind
    let message: String
    /// Beside those that every entry has.
    let fields: [Field]

    /// Fields without a value are left out.
    init(_ kind: JournalKind, _ message: String, _ fields: [(name: JournalField, value: String?)] = []) {
        self.kind = kind
        self.message = Self.text(message)
        self.fields = fields.compactMap { field in
            field.value.map { Field(name: field.name, value: Self.text($0)) }
        }
    }

    /// A value as it is in a field.
    static func text(_ value: String) -> String { Printable.lines(value) }

    /// As it is sent. What to do next is part of the message: `journalctl` shows no other field unless it is asked to.
    func sent(identifier: String, operatorName: String) -> [(name: String, value: String)] {
        let hint = fields.first { $0.name == .hint }.map { "\nhint: \($0.value)" } ?? ""
        let common: [(JournalField, String)] = [
            (.message, message + hint), (.messageID, kind.rawValue), (.priority, "\(kind.priority.rawValue)"),
            (.identifier, identifier), (.operatorName, Self.text(operatorName)),
        ]
        return (common + fields.map { ($0.name, $0.value) }).map { (name: $0.0.rawValue, value: $0.1) }
    }
}
