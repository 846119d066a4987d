import Foundation
import SeedEngine
import SeedTestKit
import Testing

struct DocumentKindTests {
    @Test(arguments: DocumentKind.allCases) func everyKindHasASection(kind: DocumentKind) throws {
        let text = try String(contentsOfFile: "\(PackageRoot.path)/docs/JSON_OUTPUT.md", encoding: .utf8)
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(headings.contains { $0.contains("`\(kind.rawValue)`") })
        let promises = try #require(text.firstRange(of: "## Promises"))
        #expect(text[promises.upperBound...].prefix(300).contains("`\(kind.rawValue)`"))
    }
}
