import SeedModel

/// What there is a JSON Schema of: the configuration file, and documents that commands print.
///
/// A schema is of this version of the program and strict: a member that it does not name is an error. Who wants to stay
/// open to what later versions add takes the schema from the program that prints the document.
package enum DocumentSchema: String, CaseIterable, Sendable {
    case configuration, plan, run, failure

    /// Draft 2020-12.
    package func write(to output: @escaping (String) throws -> Void) throws {
        switch self {
        case .configuration: try ConfigurationSchema.write(to: output)
        case .plan: try write(PlanSchema.plan, "What `seedd plan` prints for one job and one target.", to: output)
        case .run:
            try write(PlanSchema.run, "What a run printed that was committed, or had nothing to write.", to: output)
        case .failure:
            try write(FailureSchema.document, "That a job failed in one of its targets.", to: output)
        }
    }

    private func write(
        _ members: [SchemaMember], _ description: String, to output: @escaping (String) throws -> Void
    ) throws {
        let head: [(String, JSONText)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("seedd \(rawValue)")), ("description", .string(description)),
        ]
        let beginning = [
            SchemaMember("format_version", .constant(.number(1)), "1; another number is another format."),
            SchemaMember("kind", .constant(.string(rawValue)), "What the document is of."),
        ]
        var writer = DocumentWriter(.json, to: output)
        try JSONText.object(head + SchemaMember.object(beginning + members)).write(to: &writer)
        try writer.finish()
    }
}
