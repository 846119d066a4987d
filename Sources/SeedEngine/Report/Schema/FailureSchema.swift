import SeedModel

/// The members of a failure's document, as `TargetFailureReport` writes them.
enum FailureSchema {
    static let document = [
        SchemaMember("job", .text, "The job."),
        SchemaMember("from", .text, "The source environment."),
        SchemaMember("to", .text, "The target in which it failed."),
        SchemaMember("error", .choice(ErrorCode.allCases.map(\.rawValue)), "The kind of failure."),
        SchemaMember(
            "exit_code", .object([("type", .string("integer")), ("minimum", .number(1)), ("maximum", .number(143))]),
            "What the command would end with, had it had this target only."),
        SchemaMember("message", .text, "For people, without rows."),
        SchemaMember("hint", .nullableText, "What to do next, for people."),
    ]
}
