/// A member of an object in a JSON Schema.
struct SchemaMember {
    let name: String
    let type: JSONText
    let summary: String
    var isRequired = true

    /// `type` is a schema; `summary` becomes its description.
    init(_ name: String, _ type: JSONText, _ summary: String, required: Bool = true) {
        self.name = name
        self.type = type
        self.summary = summary
        isRequired = required
    }

    /// The members of a schema of an object that has these members and no others.
    static func object(_ members: [SchemaMember]) -> [(String, JSONText)] {
        let properties = members.map { member -> (String, JSONText) in
            guard case .object(let type) = member.type else { return (member.name, member.type) }
            return (member.name, .object([("description", .string(member.summary))] + type))
        }
        return [
            ("type", .string("object")), ("additionalProperties", .boolean(false)),
            ("required", .array(members.filter(\.isRequired).map { .string($0.name) })),
            ("properties", .object(properties)),
        ]
    }
}
