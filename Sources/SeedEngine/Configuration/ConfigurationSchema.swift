import SeedModel

/// The JSON Schema of `seedd.yaml`, by which editors complete and check the file.
package enum ConfigurationSchema {
    /// Draft 2020-12, from the same tables of keys that the loader goes by.
    package static func write(to output: @escaping (String) throws -> Void) throws {
        var members: [(String, JSONText)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("seedd.yaml")),
            ("description", .string("Configuration of seedd: environments, jobs and snapshots.")),
        ]
        members += SettingSection.file.schemaMembers
        var writer = DocumentWriter(.json, to: output)
        try JSONText.object(members).write(to: &writer)
        try writer.finish()
    }
}

extension SettingSection {
    fileprivate var schemaMembers: [(String, JSONText)] {
        let properties = keys.map { key in
            (key.name, JSONText.object([("description", .string(key.summary))] + key.kind.schemaMembers))
        }
        var members: [(String, JSONText)] = [
            ("type", .string("object")), ("additionalProperties", .boolean(false)), ("properties", .object(properties)),
        ]
        let required = keys.filter(\.isRequired).map { JSONText.string($0.name) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        return members
    }

    fileprivate var schema: JSONText { .object(schemaMembers) }
}

extension SettingKind {
    /// The loader takes any scalar as a text; a schema must name the types that editors read into `007` or `NO`.
    private static let scalar = JSONText.array([.string("string"), .string("number"), .string("boolean")])

    fileprivate var schemaMembers: [(String, JSONText)] {
        switch self {
        case .text: [("type", Self.scalar)]
        case .timezone: [("type", .string("string"))]
        case .boolean: [("type", .string("boolean"))]
        case .whole(let range):
            [
                ("type", .string("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ]
        case .interval: Self.pattern("^[0-9]+(ms|s|m|min|h|d)$")
        case .recurrence: Self.pattern("^(hourly|daily|weekly|[0-9]+(ms|s|m|min|h|d))$")
        case .schedule: Self.pattern("^(every [0-9]+(ms|s|m|min|h|d)|\\S+(\\s+\\S+){4})$")
        case .size: Self.pattern("^[0-9]+([kKmMgGtT][iI]?)?[bB]$")
        case .limit:
            [
                ("type", .array([.string("integer"), .string("string")])), ("minimum", .number(0)),
                ("pattern", .string("^[0-9]+(\\.[0-9]+)?%?$")),
            ]
        case .choice(let names): [("enum", .array(names.map(JSONText.string)))]
        case .texts:
            [
                ("type", .array([.string("string"), .string("number"), .string("boolean"), .string("array")])),
                ("items", .object([("type", Self.scalar)])), ("uniqueItems", .boolean(true)),
            ]
        case .namedTexts:
            [("type", .string("object")), ("additionalProperties", .object([("type", Self.scalar)]))]
        case .section(let section): section.schemaMembers
        case .named(let section): [("type", .string("object")), ("additionalProperties", section.schema)]
        case .list(let section): [("type", .string("array")), ("minItems", .number(1)), ("items", section.schema)]
        }
    }

    private static func pattern(_ text: String) -> [(String, JSONText)] {
        [("type", .string("string")), ("pattern", .string(text))]
    }
}
