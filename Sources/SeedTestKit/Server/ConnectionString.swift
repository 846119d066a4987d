/// A libpq connection string, URI or keywords, whose database can be exchanged.
package struct ConnectionString: Sendable {
    package var text: String

    package init(_ text: String) { self.text = text }

    package func naming(database: String) -> ConnectionString {
        guard let scheme = ["postgresql://", "postgres://"].first(where: text.hasPrefix) else {
            // libpq lets the last of a repeated keyword win.
            return ConnectionString("\(text) dbname=\(Self.quoted(database))")
        }
        let rest = text.dropFirst(scheme.count)
        let query = rest.firstIndex(of: "?") ?? rest.endIndex
        let authority = rest[..<query].prefix { $0 != "/" }
        return ConnectionString("\(scheme)\(authority)/\(database)\(rest[query...])")
    }

    private static func quoted(_ value: String) -> String {
        let escaped = value.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "'\(String(escaped))'"
    }
}
