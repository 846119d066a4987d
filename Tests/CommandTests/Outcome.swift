import Foundation
import Testing

/// How a command ended and what it wrote.
struct Outcome: CustomStringConvertible {
    var code: Int32
    var output: String
    var error: String

    var description: String { "exit code \(code)\nstdout:\n\(output)\nstderr:\n\(error)" }

    /// The last line of standard output.
    var verdict: String { output.split(separator: "\n").last.map(String.init) ?? "" }

    /// Standard output as the JSON document of docs/JSON_OUTPUT.md.
    func document(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return try #require(value as? [String: Any], sourceLocation: location)
    }
}
