/// Where a connection string leads, in a form that is safe to print: user, host, port and database, nothing else.
///
/// Whatever does not parse beyond doubt is not shown at all: in a URL whose password holds an unescaped `@`, `/` or
/// `?`, the pieces of the password turn up as host, port or database.
package struct ConnectionDisplay: Sendable, Equatable {
    /// Shown in place of a connection string that can't be taken apart safely.
    package static let hidden = "postgresql://(not shown)"

    var user = ""
    var host = ""
    var port = ""
    var database = ""
    /// Whether a password is part of the string.
    package internal(set) var hasPassword = false

    init() {}

    /// nil where the text is neither a PostgreSQL URL nor a keyword string, or is ambiguous.
    package init?(_ text: String) {
        let parsed = text.contains("://") ? Self(url: text) : Self(keywords: text)
        guard let parsed else { return nil }
        self = parsed
    }

    /// The display of any text, the placeholder included.
    package static func of(_ text: String) -> String { ConnectionDisplay(text)?.description ?? hidden }
}

extension ConnectionDisplay: CustomStringConvertible {
    /// `postgresql://user@host:port/db`, parts that are not given left out; a socket directory as `?host=`.
    package var description: String {
        let socket = host.hasPrefix("/") || host.hasPrefix("%2F")
        var text = "postgresql://"
        if !user.isEmpty { text += "\(user)@" }
        if !socket {
            text += host
            if !port.isEmpty { text += ":\(port)" }
        }
        text += "/\(database)"
        if socket { text += "?host=\(host)\(port.isEmpty ? "" : "&port=\(port)")" }
        return text
    }
}

extension ConnectionDisplay {
    /// Whether every part consists of characters such a part may hold, so that none can be a piece of a secret.
    var isPlausible: Bool {
        let forbidden = "@?&='\\\"".unicodeScalars
        let names = [user, host, database].allSatisfy { part in
            part.unicodeScalars.allSatisfy { $0.value > 0x20 && !forbidden.contains($0) }
        }
        // A reference such as $PORT is text of the file, not a secret.
        let ports = port.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2C } || port.hasPrefix("$")
        let colons = !user.contains(":") && !database.contains(":") && (!host.contains(":") || host.hasPrefix("["))
        return names && ports && colons && !user.contains("/") && !database.contains("/")
    }
}
