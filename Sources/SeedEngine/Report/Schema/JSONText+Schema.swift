/// Schemas of values.
extension JSONText {
    static let text = JSONText.object([("type", .string("string"))])
    static let nullableText = JSONText.object([("type", .array([.string("string"), .string("null")]))])
    static let null = JSONText.object([("type", .string("null"))])
    static let flag = JSONText.object([("type", .string("boolean"))])
    static let count = JSONText.object([("type", .string("integer")), ("minimum", .number(0))])
    /// UTC, ISO 8601.
    static let time = JSONText.object([
        ("type", .string("string")), ("pattern", .string("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")),
    ])

    static func constant(_ value: JSONText) -> JSONText { .object([("const", value)]) }

    static func choice(_ words: [String]) -> JSONText { .object([("enum", .array(words.map(JSONText.string)))]) }

    static func list(of items: JSONText) -> JSONText { .object([("type", .string("array")), ("items", items)]) }

    /// An object whose members have names of the user's.
    static func named(_ values: JSONText) -> JSONText {
        .object([("type", .string("object")), ("additionalProperties", values)])
    }

    static func record(_ members: [SchemaMember]) -> JSONText { .object(SchemaMember.object(members)) }
}
