/// A table's schema and name as PostgreSQL stores them: case-sensitive, unquoted.
package struct TableName: Hashable, Sendable, Codable {
    package var schema: String
    package var name: String

    package init(schema: String, name: String) {
        self.schema = schema
        self.name = name
    }

    /// The name as SQL writes it, quoted only where PostgreSQL would fold or reject it.
    package var quoted: String { "\(Identifier.quotedIfNeeded(schema)).\(Identifier.quotedIfNeeded(name))" }
}

extension TableName: CustomStringConvertible {
    /// `schema.name`, for people and JSON; ambiguous only for names that hold a dot.
    package var description: String { "\(schema).\(name)" }
}

extension TableName: Comparable {
    package static func < (left: TableName, right: TableName) -> Bool {
        (left.schema, left.name) < (right.schema, right.name)
    }
}
