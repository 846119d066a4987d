import Foundation
import SeedTestKit
import Systemd
import Testing

@testable import SeedEngine

struct JournalDocumentTests {
    private let file = URL(filePath: "\(PackageRoot.path)/docs/JOURNAL_FIELDS.md")

    private var table: String {
        func names(_ fields: [JournalField]) -> String {
            fields.map { "`\($0.rawValue)`" }.joined(separator: " ")
        }
        let rows = JournalKind.allCases.map { kind in
            "| \(kind.title) | `\(kind.rawValue)` | \(kind.priority.rawValue) | \(names(kind.fields.always)) | "
                + "\(names(kind.fields.sometimes)) |"
        }
        let head = ["| entry | `MESSAGE_ID` | `PRIORITY` | fields | where there is one |", "|---|---|---|---|---|"]
        return (head + rows).joined(separator: "\n")
    }

    /// `SEEDD_TEST_GOLDEN=write` writes the table anew.
    @Test func theTableOfEntriesIsTheCodes() throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        var parts = text.components(separatedBy: "\n\n")
        let index = try #require(parts.firstIndex { $0.hasPrefix("| entry |") })
        if ProcessInfo.processInfo.environment["SEEDD_TEST_GOLDEN"] == "write" {
            parts[index] = table
            try Data(parts.joined(separator: "\n\n").utf8).write(to: file)
        }
        #expect(parts[index] == table)
    }

    @Test(arguments: JournalField.allCases) func everyFieldIsExplained(field: JournalField) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        let fields = try #require(text.range(of: "## Fields"))
        #expect(text[fields.upperBound...].contains("| `\(field.rawValue)` |"), "\(field.rawValue)")
    }
}
