import Foundation
import Testing

/// Judges documents by a JSON Schema, with Python's `jsonschema`.
package struct SchemaValidator: Sendable {
    private let schema: String

    /// Ends with 3 where the module is not there.
    private static let program = """
        import json, sys
        try:
            from jsonschema import Draft202012Validator as Validator
        except ImportError:
            sys.exit(3)
        schema, documents = json.load(sys.stdin)
        Validator.check_schema(schema)
        validator = Validator(schema)
        json.dump([["/".join(map(str, error.absolute_path)) + ": " + error.message for error in
            validator.iter_errors(document)] for document in documents], sys.stdout)
        """

    package init(schema: String) { self.schema = schema }

    /// What is wrong with each document, which is text of JSON; nil, and said, where nobody is there to judge.
    package func problems(in documents: [String]) async throws -> [[String]]? {
        let input = "[\(schema), [\(documents.joined(separator: ","))]]"
        for python in ["python3", "/usr/bin/python3"] {
            let result = try await CommandRun([python, "-c", Self.program], input: .text(input)).run()
            if result.exitCode == 3 { continue }
            guard result.exitCode == 0 else { throw TestKitError(result.standardError) }
            return try JSONDecoder().decode([[String]].self, from: Data(result.standardOutput.utf8))
        }
        Issue.record("NOT TESTED: documents need python3-jsonschema to be judged by a schema", severity: .warning)
        return nil
    }
}
