import Foundation
import SeedEngine
import SeedTestKit
import Testing
import Yams

/// The published schemas, as tests judge by them.
enum Schema {
    static func text(_ subject: DocumentSchema) throws -> String {
        var text = ""
        try withoutActuallyEscaping({ text += $0 }) { try subject.write(to: $0) }
        return text
    }

    /// Expects each of the streams of documents, JSON or YAML, to hold some that have schemas, and all of those to be valid.
    static func expectValid(_ outputs: [String], _ location: SourceLocation) async throws {
        var documents: [DocumentSchema: [String]] = [:]
        for output in outputs {
            let found = try output.hasPrefix("---") ? yaml(output) : json(output)
            let judged = found.compactMap { text in
                DocumentSchema.allCases.first { text.contains("\"kind\":\"\($0.rawValue)\"") }.map { ($0, text) }
            }
            #expect(!judged.isEmpty, "\(output)", sourceLocation: location)
            for (subject, text) in judged { documents[subject, default: []].append(text) }
        }
        for (subject, texts) in documents {
            let problems = try await SchemaValidator(schema: text(subject)).problems(in: texts)
            for (text, problems) in zip(texts, problems ?? []) {
                #expect(problems == [], "\(text)", sourceLocation: location)
            }
        }
    }

    static func expectValid(_ outputs: [String], line: SourceLocation = #_sourceLocation) async throws {
        try await expectValid(outputs, line)
    }

    /// Documents one after the other, each on one line without blanks.
    private static func json(_ output: String) throws -> [String] {
        var documents: [String] = []
        var pending = ""
        for line in output.split(separator: "\n") {
            pending += line + "\n"
            guard line.hasSuffix("}"),
                let value = try? JSONSerialization.jsonObject(with: Data(pending.utf8))
            else { continue }
            documents.append(try compact(value))
            pending = ""
        }
        #expect(pending.isEmpty)
        return documents
    }

    private static func yaml(_ output: String) throws -> [String] {
        try Yams.load_all(yaml: output).map { try compact($0) }
    }

    private static func compact(_ value: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: plain(value)), as: UTF8.self)
    }

    /// Dictionaries as JSON takes them.
    private static func plain(_ value: Any) -> Any {
        switch value {
        case let map as [AnyHashable: Any]:
            Dictionary(uniqueKeysWithValues: map.map { ("\($0.key)", plain($0.value)) })
        case let list as [Any]: list.map(plain)
        default: value
        }
    }
}
