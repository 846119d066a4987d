import Postgres

/// Another session, named for a person who has to find it.
enum SessionDescription {
    /// A `row` holds pid, user, application, client address, start of the session.
    static func text(_ row: TextRow) -> String {
        var text = "process \(row[0] ?? "?")"
        if let user = row[1] { text += " of \(user)" }
        if let application = row[2], !application.isEmpty { text += " (\(application))" }
        if let address = row[3] { text += " from \(address)" }
        if let start = row[4] { text += ", connected since \(start)" }
        return text
    }
}
