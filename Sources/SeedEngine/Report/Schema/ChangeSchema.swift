import SeedModel

/// The members of one change in a plan's or a run's document, as `ChangeDocument` writes them.
enum ChangeSchema {
    static let change = JSONText.object(
        SchemaMember.object(members) + [
            ("allOf", .array([leftOut, open, reasoned]))
        ])

    private static let members = [
        SchemaMember("op", .choice(ChangeKind.allCases.map(\.rawValue)), "What becomes of the row."),
        SchemaMember(
            "would", .choice(["insert", "update", "delete"]),
            "Of a row that is held or in conflict: what would become of it if nothing kept it.", required: false),
        SchemaMember(
            "resolved", .constant(.string("target")), "The row stays as the target has it, and nobody has to decide.",
            required: false),
        SchemaMember(
            "edited_since", .time, "The row was edited in the target since this run.", required: false),
        SchemaMember("reason", .text, "Why the row is left alone, for people.", required: false),
        SchemaMember("key", .named(.nullableText), "Match key: column and value."),
        SchemaMember(
            "conflicting", .list(of: .text), "Columns that keep a rule from deciding.", required: false),
        SchemaMember("columns", .named(value), "The columns that differ."),
    ]

    private static let value = JSONText.record([
        SchemaMember("from", .nullableText, "What the target has now; null also where it has no row."),
        SchemaMember("to", .nullableText, "What it gets; null also where the row goes."),
        SchemaMember("base", .nullableText, "Of a conflict: what was promoted last.", required: false),
    ])

    /// `would` is of rows that are left out, and of those always.
    private static let leftOut = condition(
        [("op", .choice(["held", "conflict"]))], then: required("would"),
        otherwise: forbidden(["would", "resolved", "conflicting"]))

    /// `conflicting` is of conflicts that somebody has to decide, and of those always.
    private static let open = condition(
        [("op", .constant(.string("conflict"))), ("resolved", .boolean(false))], then: required("conflicting"),
        otherwise: forbidden(["conflicting"]))

    private static let reasoned = condition(
        [("op", .constant(.string("held")))], then: forbidden(["resolved"]), otherwise: .object([]))

    private static func condition(
        _ members: [(String, JSONText)], then: JSONText, otherwise: JSONText
    ) -> JSONText {
        .object([("if", .object([("properties", .object(members))])), ("then", then), ("else", otherwise)])
    }

    private static func required(_ name: String) -> JSONText { .object([("required", .array([.string(name)]))]) }

    private static func forbidden(_ names: [String]) -> JSONText {
        .object([("properties", .object(names.map { ($0, .boolean(false)) }))])
    }
}
