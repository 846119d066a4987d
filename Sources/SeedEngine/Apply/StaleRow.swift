import SeedModel

/// A row that moved between plan and apply, told to a person.
struct StaleRow {
    let columns: [String]
    let key: [String?]
    /// The target's row when the plan was made; nil if there was none.
    let planned: [String?]?
    let now: [String?]?

    /// `code=WELCOME`; columns begin with those of the key.
    static func name(_ columns: [String], _ key: [String?]) -> String {
        zip(columns, key).map { "\($0)=\(Printable.key($1))" }.joined(separator: ", ")
    }

    /// `code=WELCOME: subject was 'Hi' when planned, is 'Hello' now`.
    var text: String {
        let name = Self.name(columns, key)
        guard let now else { return "\(name): was deleted since" }
        guard let planned else { return "\(name): was inserted since" }
        let change = Change(kind: .update, key: key, before: planned, after: now)
        let moved = change.changedColumns.map { index in
            "\(columns[index]) was \(Printable.cell(planned[index])) when planned, is \(Printable.cell(now[index])) now"
        }
        return "\(name): " + moved.joined(separator: "; ")
    }
}
