import CLibPQ

/// A connection string taken apart by libpq, so that nothing of it is ever printed by accident.
package struct ConnectionParameters: Sendable {
    package private(set) var values: [String: String]

    /// - Throws: `.invalidConnectionString` without libpq's text, which repeats parts of passwords.
    package init(_ text: String) throws(PostgresError) {
        guard let options = PQconninfoParse(text, nil) else {
            throw PostgresError(.invalidConnectionString, "not a libpq connection string or URI")
        }
        defer { PQconninfoFree(options) }
        values = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
    }

    package subscript(keyword: String) -> String? {
        get { values[keyword] }
        set { values[keyword] = newValue }
    }

    package mutating func setDefault(_ keyword: String, _ value: String) {
        if values[keyword] == nil { values[keyword] = value }
    }
}
